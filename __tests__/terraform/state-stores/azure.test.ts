// Blob Storage, in both layouts, and with a key of the project's own.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { localCloudPython } from "../../../scripts/host";
import { azurePlace } from "../../state-backend/azure/azure-place";
import { describeWithProvider } from "../provider-probe";
import type { World } from "../world";
import { describeStore } from "./describe-store";

const azure = { store: "azure", ...azurePlace } as const;

// The options ride along with the layouts, so that each is applied at least once.
describeWithProvider("azurerm", "state in Blob Storage", () => {
  describeStore({
    awsAccount: "111122223333",
    fencesWrites: true,
    cases: [
      { name: "acme-shared", stateBackend: { ...azure, authorizedCidrs: ["198.51.100.7/32"] } },
      {
        name: "acme-each",
        stateBackend: { ...azure, layout: "per-environment", redundancy: "geo", accessLogDays: 30 },
      },
      { name: "acme-key", stateBackend: { ...azure, encryption: "customer-key" } },
    ],
    remains: async (world) => resourceGroups(world, azure.account),
  });
});

/** Everything that is made here stands in a group, which goes last. */
function resourceGroups(world: World, subscription: string): readonly string[] {
  const script = path.join(__dirname, "..", "azure_inventory.py");
  const printed = execFileSync(localCloudPython(), [script, subscription], {
    env: { ...world.environment },
    encoding: "utf8",
  });
  return z.array(z.string()).parse(JSON.parse(printed));
}
