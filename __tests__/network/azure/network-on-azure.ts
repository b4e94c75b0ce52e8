// A network on Azure by itself, without the cluster that an environment puts into it.
import { TerraformOutput } from "cdktf";
import { useAzureAccount } from "../../../constructs/account/azure/azure-account";
import {
  type ExistingNetworkInput,
  existingNetworkSchema,
  type NetworkInput,
  networkSchema,
} from "../../../constructs/contract/network";
import { HeraStack } from "../../../constructs/hera-stack";
import { azureNetwork } from "../../../constructs/network/azure/azure-network";
import { azureAccount, azureZones } from "../../azure-examples";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../../synthesized";

/** The stack `dev` of a network with the pods' block that every environment has. */
export function networkOnAzure(
  changes: Partial<NetworkInput> | ExistingNetworkInput = {},
  zones: readonly string[] = azureZones,
): SynthesizedStack {
  const network =
    "existing" in changes
      ? existingNetworkSchema.parse(changes)
      : networkSchema.parse({
          cidr: "10.0.0.0/16",
          podCidr: "100.64.0.0/16",
          natMode: "single",
          ...changes,
        });
  const app = synthesizeApp((app) => {
    const stack = new HeraStack(app, "dev");
    useAzureAccount(stack, azureAccount, { team: "a" });
    const props = {
      namePrefix: "acme-dev",
      account: azureAccount,
      region: azureAccount.region,
      zones,
      network,
      overrides: { hetzner: {} },
      tags: {},
    };
    const { outputs, egress } = azureNetwork(stack, "network", props);
    for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
    new TerraformOutput(stack, "egress", { value: egress.map(({ fqn }) => fqn) });
  });
  return stackOf(app, "dev");
}
