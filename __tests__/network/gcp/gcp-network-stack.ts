import { TerraformOutput } from "cdktf";
import { useGcpAccount } from "../../../constructs/account/gcp/gcp-account";
import type {
  ExistingNetworkInput,
  ExistingNetworkSettings,
  NetworkInput,
  NetworkSettings,
} from "../../../constructs/contract/network";
import { existingNetworkSchema, networkSchema } from "../../../constructs/contract/network";
import { HeraStack } from "../../../constructs/hera-stack";
import { gcpNetwork } from "../../../constructs/network/gcp/gcp-network";
import { gcpAccount as account, gcpZones as zones } from "../../gcp-examples";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../../synthesized";

/** A stack that holds nothing but the network of the environment `dev`, in three zones unless a test says otherwise. */
export function networkStack(changes: Partial<NetworkInput> = {}, zoneCount = 3): SynthesizedStack {
  const input = { cidr: "10.10.0.0/16", podCidr: "100.64.0.0/16", natMode: "single", ...changes };
  return stackWith(networkSchema.parse(input), zoneCount);
}

/** A stack in a network that somebody else made. */
export function existingNetworkStack(input: ExistingNetworkInput): SynthesizedStack {
  return stackWith(existingNetworkSchema.parse(input), zones.length);
}

function stackWith(network: NetworkSettings | ExistingNetworkSettings, zoneCount: number): SynthesizedStack {
  const app = synthesizeApp((scope) => {
    const stack = new HeraStack(scope, "dev");
    useGcpAccount(stack, account, {});
    const { outputs } = gcpNetwork(stack, "network", {
      namePrefix: "acme-dev",
      overrides: { hetzner: {} },
      tags: {},
      account,
      region: account.region,
      zones: zones.slice(0, zoneCount),
      network,
    });
    for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
  });
  return stackOf(app, "dev");
}
