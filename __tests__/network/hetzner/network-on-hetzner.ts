import { TerraformOutput } from "cdktf";
import { useHetznerAccount } from "../../../constructs/account/hetzner/hetzner-account";
import {
  type ExistingNetworkInput,
  type ExistingNetworkSettings,
  existingNetworkSchema,
  type NetworkInput,
  type NetworkSettings,
  networkSchema,
} from "../../../constructs/contract/network";
import type { HetznerOverridesInput } from "../../../constructs/contract/overrides";
import { overridesSchema } from "../../../constructs/contract/overrides";
import { HeraStack } from "../../../constructs/hera-stack";
import { hetznerNetwork } from "../../../constructs/network/hetzner/hetzner-network";
import { hetznerAccount as account, hetznerZones as zones } from "../../hetzner-examples";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../../synthesized";

/** A stack that holds nothing but the network of the environment `dev`, in three locations unless a test says otherwise. */
export function networkStack(
  changes: Partial<NetworkInput> = {},
  zoneCount = 3,
  hetzner: HetznerOverridesInput = {},
): SynthesizedStack {
  const input = { cidr: "10.10.0.0/16", podCidr: "10.42.0.0/16", natMode: "single", ...changes };
  return stackWith(networkSchema.parse(input), zoneCount, hetzner);
}

/** A stack in a network that somebody else made. */
export function existingNetworkStack(input: ExistingNetworkInput): SynthesizedStack {
  return stackWith(existingNetworkSchema.parse(input), zones.length, {});
}

function stackWith(
  network: NetworkSettings | ExistingNetworkSettings,
  zoneCount: number,
  hetzner: HetznerOverridesInput,
): SynthesizedStack {
  const app = synthesizeApp((scope) => {
    const stack = new HeraStack(scope, "dev");
    useHetznerAccount(stack, account);
    const { outputs } = hetznerNetwork(stack, "network", {
      namePrefix: "acme-dev",
      overrides: overridesSchema.parse({ hetzner }),
      tags: { project: "acme", environment: "dev" },
      account,
      region: account.region,
      zones: zones.slice(0, zoneCount),
      network,
    });
    for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
  });
  return stackOf(app, "dev");
}
