import type { CloudName } from "../../constructs/contract/project";
import { CommandError } from "../command-error";
import { httpsAgents } from "../stores/https-agents";
import type { Surroundings } from "../surroundings";
import { awsInventory } from "./aws";
import type { CloudInventory } from "./cloud-inventory";

/**
 * What exists on the cloud of an environment.
 *
 * @throws CommandError for a cloud that nothing here can ask.
 */
export function inventoryOf(cloud: CloudName, region: string, surroundings: Surroundings): CloudInventory {
  switch (cloud) {
    case "aws":
      return awsInventory(region, { requestHandler: httpsAgents(surroundings.environment) });
    default:
      throw new CommandError(
        "usage",
        `hera can't ask the cloud ${cloud} for what carries an environment's tags`,
        "look for the tags project and environment with the cloud's own tools",
      );
  }
}
