// How a test speaks to an environment's cluster: by what the environment's outputs say.
import { z } from "zod";
import type { ClusterAccess } from "../../cli/environment/kubectl";

const accessSchema = z.object({
  clusterName: z.string(),
  clusterEndpoint: z.string(),
  clusterCaCertificate: z.string(),
  authExec: z.object({ command: z.string(), args: z.array(z.string()) }),
});

/** The access that a stack's outputs give. */
export function accessIn(outputs: unknown): ClusterAccess {
  return accessSchema.parse(outputs);
}
