// Terraform and NAT hosts: it leaves a pair as it is when the second one has taken over, and takes shells away.
import { z } from "zod";
import { useHetznerAccount } from "../../constructs/account/hetzner/hetzner-account";
import { type NetworkInput, networkSchema } from "../../constructs/contract/network";
import { type HetznerOverridesInput, overridesSchema } from "../../constructs/contract/overrides";
import { HeraStack } from "../../constructs/hera-stack";
import { natAddress } from "../../constructs/network/hetzner/address-plan";
import { hetznerNetwork } from "../../constructs/network/hetzner/hetzner-network";
import { project } from "../../envs/project";
import type { Terraform } from "../../scripts/terraform";
import { hetznerAccount as account, hetznerZones as zones } from "../hetzner-examples";
import { callHetzner, hetznerInventory } from "./hetzner-api";
import { describeWithProvider } from "./provider-probe";
import { patience, World } from "./world";

const cidr = "10.10.0.0/16";
const [first, second] = [natAddress(cidr, 0), natAddress(cidr, 1)];
const destination = "0.0.0.0/0";

const networksSchema = z.object({
  networks: z.tuple([
    z.object({ id: z.number(), routes: z.array(z.object({ destination: z.string(), gateway: z.string() })) }),
  ]),
});
const firewallsSchema = z.object({
  firewalls: z.array(z.object({ rules: z.array(z.object({ port: z.string() })) })),
});
const idsSchema = z.object({ id: z.number(), name: z.string() });

describeWithProvider("hcloud", "NAT hosts", () => {
  let world: World;
  beforeAll(async () => {
    world = await World.withCloud(project.clouds.aws?.account ?? "");
  }, patience);
  afterAll(() => world.close(), patience);

  /** A stack with nothing but a network. */
  function nat(name: string, network: Partial<NetworkInput>, hetzner: HetznerOverridesInput = {}): Terraform {
    const folder = world.synthesize(name, project, [], (app) => {
      const stack = new HeraStack(app, "nat");
      useHetznerAccount(stack, account);
      hetznerNetwork(stack, "network", {
        namePrefix: "acme-dev",
        overrides: overridesSchema.parse({ hetzner }),
        tags: { project: "acme", environment: "dev" },
        account,
        region: account.region,
        zones,
        network: networkSchema.parse({ cidr, podCidr: "100.64.0.0/16", flowLogs: "off", ...network }),
      });
    });
    return world.terraform(folder, "nat");
  }

  const call = (method: string, path: string, body?: object) => callHetzner(world, method, path, body);

  const network = async () => networksSchema.parse(await call("GET", "networks")).networks[0];

  async function openPorts(): Promise<string[]> {
    const { firewalls } = firewallsSchema.parse(await call("GET", "firewalls"));
    return firewalls.flatMap(({ rules }) => rules.map(({ port }) => port));
  }

  /** What the second host does when the first one doesn't answer. */
  async function failOver(): Promise<void> {
    const { id } = await network();
    const { servers } = z.object({ servers: z.array(idsSchema) }).parse(await call("GET", "servers"));
    const { floating_ips: addresses } = z
      .object({ floating_ips: z.array(idsSchema) })
      .parse(await call("GET", "floating_ips"));
    await call("POST", `networks/${id}/actions/delete_route`, { destination, gateway: first });
    await call("POST", `networks/${id}/actions/add_route`, { destination, gateway: second });
    const server = servers.find(({ name }) => name === `acme-dev-nat-${zones[1]}`)?.id;
    await call("POST", `floating_ips/${addresses[0]?.id}/actions/assign`, { server });
  }

  test(
    "the route and the floating IP stay where a failover has put them",
    async () => {
      const terraform = nat("pair", { natMode: "per-zone" });
      await terraform.init();
      await terraform.apply();
      expect((await network()).routes).toEqual([{ destination, gateway: first }]);

      await failOver();
      expect((await terraform.plan()).hasChanges).toBe(false);
      await terraform.apply();
      expect((await network()).routes).toEqual([{ destination, gateway: second }]);

      await terraform.destroy();
      expect(hetznerInventory(world, zones[0] ?? "")).toEqual({});
    },
    patience,
  );

  test(
    "no port is open any more when shells are taken away",
    async () => {
      const ssh = { authorizedCidrs: ["203.0.113.0/24"], publicKeys: ["ssh-ed25519 AAAA ada"] };
      const terraform = nat("shells", { natMode: "single" }, { ssh });
      await terraform.init();
      await terraform.apply();
      expect(await openPorts()).toEqual(["22"]);

      nat("shells", { natMode: "single" });
      await terraform.apply();
      expect(await openPorts()).toEqual([]);
      expect((await terraform.plan()).hasChanges).toBe(false);
      await terraform.destroy();
    },
    patience,
  );
});
