// How a test speaks to an environment's cluster: by what the environment's outputs say.
import { type ClusterAccess, clusterAccessSchema } from "../../cli/environment/kubectl";

/** The access that a stack's outputs give. */
export function accessIn(outputs: unknown): ClusterAccess {
  return clusterAccessSchema.parse(outputs);
}
