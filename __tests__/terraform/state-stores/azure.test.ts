// Blob Storage, in both layouts, and with a key of the project's own.
import { azurePlace } from "../../state-backend/azure/azure-place";
import { resourceGroupsOf } from "../azure-api";
import { describeWithProvider } from "../provider-probe";
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
    remains: async (world) => resourceGroupsOf(world, azure.account),
  });
});
