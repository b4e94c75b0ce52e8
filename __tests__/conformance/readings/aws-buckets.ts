import { z } from "zod";
import { jsonencoded } from "../../jsonencoded";
import type { SynthesizedStack } from "../../synthesized";

const policySchema = z.object({
  Statement: z.array(z.object({ Action: z.array(z.string()), Resource: z.array(z.string()) })),
});

/** The buckets of S3 that a workload's policy names. */
export function awsBucketsInReach(stack: SynthesizedStack, identity: string): readonly string[] {
  const named = Object.entries(stack.resources("aws_iam_role_policy"))
    .filter(([id]) => id.endsWith(`identity-${identity}_policy`))
    .flatMap(([, { policy }]) => policySchema.parse(jsonencoded(policy)).Statement)
    .filter(({ Action }) => Action.some((action) => action.startsWith("s3:")))
    .flatMap(({ Resource }) => Resource.map((arn) => arn.replace(/^arn:aws:s3:::([^/]+)(\/\*)?$/, "$1")));
  return [...new Set(named)];
}
