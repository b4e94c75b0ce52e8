import { regionProblems } from "../../account/aws/aws-account-checks";
import { nameProblems } from "../../contract/names";
import type { Problem } from "../../contract/problem";
import type { StateBackendSettings } from "../../contract/state-backend";
import { accessLogBucketOf, bucketOf } from "./names";

/** What is wrong with a state backend's settings for S3 and DynamoDB. */
export function awsStateProblems(settings: StateBackendSettings, path: string): Problem[] {
  const owners = settings.layout === "shared" ? ["shared"] : settings.environments;
  const names = [...owners.map((owner) => bucketOf(settings, owner)), accessLogBucketOf(settings)];
  return [
    ...regionProblems(settings.location, `${path}.location`),
    ...nameProblems(
      "project.name",
      names.map((name) => ({ kind: "S3 bucket", name, limit: 63 })),
    ),
  ];
}
