import type { Environment } from "../../constructs/contract/environment";
import { CommandError } from "../command-error";
import type { DeployedStack } from "./deployed-stack";

/** What clouds call it that they refuse to delete something. */
const PROTECTED = /"(deletion|delete|rebuild)_protection":true/;

/**
 * Nothing within a protected environment may be touched either.
 *
 * @throws CommandError where the description protects it, or what is deployed still does.
 */
export function assertUnprotected(
  { name, kubernetesCluster }: Environment,
  { resources }: DeployedStack,
): void {
  const field = `kubernetesCluster.deletionProtection`;
  if (kubernetesCluster.deletionProtection) {
    throw new CommandError(
      "refused",
      `${name} is protected: its ${field} is true, which is the default`,
      `set ${field} to false in envs/, deploy it by \`npx cdktf deploy ${name}\`, then run this again`,
    );
  }
  const still = [...resources].filter(([, text]) => PROTECTED.test(text)).map(([address]) => address);
  if (still.length === 0) return;
  throw new CommandError(
    "refused",
    `${field} is false, and not deployed yet: ${still.join(", ")} is still protected`,
    `deploy it by \`npx cdktf deploy ${name}\`, then run this again`,
  );
}
