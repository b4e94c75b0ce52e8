// One control-plane server of a protected cluster is lost, as docs/runbooks/lost-control-plane-server.md has it: what
// Terraform then makes anew, and that it is content afterwards.
import { z } from "zod";
import { useHetznerAccount } from "../../constructs/account/hetzner/hetzner-account";
import { clusterSchema } from "../../constructs/contract/kubernetes-cluster";
import { networkSchema } from "../../constructs/contract/network";
import { nodePoolSchema } from "../../constructs/contract/node-pool";
import { overridesSchema } from "../../constructs/contract/overrides";
import { HeraStack } from "../../constructs/hera-stack";
import { HetznerK3sCluster } from "../../constructs/kubernetes-cluster/hetzner-k3s/hetzner-k3s-cluster";
import { hetznerNetwork } from "../../constructs/network/hetzner/hetzner-network";
import { project } from "../../envs/project";
import { systemPool } from "../examples";
import { hetznerAccount as account, hetznerZones as zones } from "../hetzner-examples";
import { callHetzner } from "./hetzner-api";
import { type ChangedResource, changedResources } from "./plan-changes";
import { describeWithProvider } from "./provider-probe";
import { patience, World } from "./world";

const lost = "acme-dev-control-plane-nbg1-1";

const serversSchema = z.object({
  servers: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      labels: z.record(z.string(), z.string()),
      location: z.object({ name: z.string() }).optional(),
      private_net: z.array(z.object({ ip: z.string() })),
    }),
  ),
});

describeWithProvider("hcloud", "a control plane of three", () => {
  let world: World;
  beforeAll(async () => {
    world = await World.withCloud(project.clouds.aws?.account ?? "");
  }, patience);
  afterAll(() => world.close(), patience);

  async function servers() {
    const answer = serversSchema.parse(await callHetzner(world, "GET", "servers?per_page=50"));
    return answer.servers.sort((one, other) => one.name.localeCompare(other.name));
  }

  /** A cluster with one worker, in a network of its own. */
  function synthesize() {
    return world.synthesize("lost-server", project, [], (app) => {
      const stack = new HeraStack(app, "k3s");
      useHetznerAccount(stack, account);
      const common = {
        namePrefix: "acme-dev",
        overrides: overridesSchema.parse({}),
        tags: {},
        account,
        region: account.region,
        zones,
      };
      const network = networkSchema.parse({
        cidr: "10.10.0.0/16",
        podCidr: "100.64.0.0/16",
        natMode: "single",
        flowLogs: "off",
      });
      const { outputs, egress } = hetznerNetwork(stack, "network", { ...common, network });
      new HetznerK3sCluster(stack, "cluster", {
        ...common,
        cluster: {
          ...clusterSchema.parse({ kubernetesVersion: "1.35", controlPlaneLogs: "off", nodePools: [] }),
          nodePools: [nodePoolSchema.parse({ ...systemPool, minNodes: 1, maxNodes: 1 })],
        },
        network: outputs,
        egress,
        privateServiceAccess: false,
      });
    });
  }

  test(
    "a server that is lost is made anew with its name and address, and nothing else is touched",
    async () => {
      const terraform = world.terraform(synthesize(), "k3s");
      await terraform.init();
      await terraform.apply();
      const before = await servers();
      const { id } = before.find(({ name }) => name === lost) ?? {};
      const protection = { delete: false, rebuild: false };
      await callHetzner(world, "POST", `servers/${id}/actions/change_protection`, protection);
      await callHetzner(world, "DELETE", `servers/${id}`);
      expect((await servers()).map(({ name }) => name)).not.toContain(lost);

      await terraform.plan("-out=lost.tfplan");
      const planned: ChangedResource[] = changedResources(await terraform.show("lost.tfplan"));
      expect(planned.map(({ address, actions }) => [address, ...actions])).toEqual([
        ["hcloud_server.cluster_control-plane_nbg1-1", "create"],
      ]);
      await terraform.apply("lost.tfplan");
      const after = await servers();
      const withoutId = (all: typeof before) => all.map(({ id: _, ...server }) => server);
      expect(withoutId(after)).toEqual(withoutId(before));
      expect(
        after.filter((one) => !before.some((other) => one.id === other.id)).map(({ name }) => name),
      ).toEqual([lost]);
      expect((await terraform.plan()).hasChanges).toBe(false);
    },
    patience,
  );
});
