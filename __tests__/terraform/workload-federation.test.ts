// Identities for the pods of a cluster that stands elsewhere, on the clouds that grant them.
import { z } from "zod";
import type { Account, CloudName } from "../../constructs/contract/project";
import { serviceAccountSubject, type WorkloadPermission } from "../../constructs/contract/workload-identity";
import { azureAccount } from "../azure-examples";
import { cloudReadings } from "../conformance/readings/readings";
import { exampleProject } from "../examples";
import { gcpAccount } from "../gcp-examples";
import { addFederation, awsAccount, identity } from "../workload-federation/federation-stack";
import { actAs } from "./federated-token";
import { describeWithProvider } from "./provider-probe";
import { patience, World } from "./world";

/** Zones of names aren't made by an environment: the one here is left out where something is applied. */
const withZone: Readonly<Record<Exclude<CloudName, "hetzner">, Account>> = {
  aws: { ...awsAccount, dnsZoneIds: ["Z1EXAMPLE"] },
  azure: {
    ...azureAccount,
    dnsZoneIds: [
      `/subscriptions/${azureAccount.id}/resourceGroups/dns/providers/Microsoft.Network/dnsZones/example.com`,
    ],
  },
  gcp: { ...gcpAccount, dnsZoneIds: ["acme-test"] },
};

const identitySchema = z.object({ principal: z.string(), annotations: z.record(z.string(), z.string()) });

/** How each cloud tells a pod that it isn't the one. */
const refusals = { aws: 403, azure: 401, gcp: 403 } as const;

let world: World;
beforeAll(async () => {
  world = await World.withCloud(awsAccount.id);
}, patience);
afterAll(() => world.close(), patience);

function federation(name: string, cloud: CloudName, account: Account, ...permissions: WorkloadPermission[]) {
  const identities = [
    identity({ permissions }),
    identity({ name: "further", serviceAccount: "further", permissions }),
  ];
  const folder = world.synthesize(name, exampleProject(), [], (app) =>
    addFederation(app, cloud, account, identities, { deletionProtection: false }),
  );
  return world.terraform(folder, "dev");
}

describe.each(["aws", "azure", "gcp"] as const)("%s", (cloud) => {
  describeWithProvider(cloudReadings[cloud].providers[0] ?? cloud, "with its provider", () => {
    test(
      "everything that can be granted is valid",
      async () => {
        const permissions = ["secrets.read", "objectstore.readwrite", "dns.write"] as const;
        const terraform = federation(`valid-${cloud}`, cloud, withZone[cloud], ...permissions);
        await terraform.init("-backend=false");
        await terraform.validate();
      },
      patience,
    );

    test(
      "identities are made, for their pods and no others, change nothing in a second plan, and go",
      async () => {
        const account = { ...withZone[cloud], dnsZoneIds: [] };
        const terraform = federation(`life-${cloud}`, cloud, account, "objectstore.readwrite");
        await terraform.init();
        await terraform.apply();
        expect((await terraform.plan()).hasChanges).toBe(false);
        const app = identitySchema.parse((await terraform.output()).app);
        const subject = serviceAccountSubject(identity());
        expect(actAs[cloud](world, app, subject)).toBe(200);
        for (const other of [
          `${subject}-2`,
          serviceAccountSubject({ ...identity(), namespace: "other" }),
          "ada",
        ]) {
          expect([other, actAs[cloud](world, app, other)]).toEqual([other, refusals[cloud]]);
        }
        await terraform.destroy();
        // Google keeps the pool's id, which is why each life has another one.
        await terraform.apply();
        await terraform.destroy();
        expect(await terraform.resources()).toEqual([]);
      },
      patience,
    );
  });
});
