import { STSClient } from "@aws-sdk/client-sts";
import type { Environment } from "../../constructs/contract/environment";
import { CommandError } from "../command-error";
import { assumeRole } from "../stores/assumed-role";
import { httpsAgents } from "../stores/https-agents";
import type { Surroundings } from "../surroundings";
import { awsInventory } from "./aws";
import type { CloudInventory } from "./cloud-inventory";

/**
 * What exists on the cloud of an environment, seen by whom Terraform signs in as.
 *
 * @throws CommandError for a cloud that nothing here can ask.
 */
export function inventoryOf({ cloud, account }: Environment, surroundings: Surroundings): CloudInventory {
  switch (cloud) {
    case "aws":
      return ofAwsAccount(account, surroundings);
    default:
      throw new CommandError(
        "usage",
        `hera can't ask the cloud ${cloud} for what carries an environment's tags`,
        "look for the tags project and environment with the cloud's own tools",
      );
  }
}

function ofAwsAccount(
  { region, deployRole: role }: Environment["account"],
  { environment }: Surroundings,
): CloudInventory {
  const requestHandler = httpsAgents(environment);
  if (role === undefined) return awsInventory(region, { requestHandler });
  const sts = new STSClient({ region, requestHandler });
  const credentials = () => assumeRole(sts, { role_arn: role, session_name: "hera" });
  return awsInventory(region, { requestHandler, credentials });
}
