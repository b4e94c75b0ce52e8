import { regionProblems } from "../../account/aws/aws-account-checks";
import { nameProblems } from "../../contract/names";
import type { Problem } from "../../contract/problem";
import type { StateBackendSettings } from "../../contract/state-backend";
import { stateBackendNames } from "./names";

/** What is wrong with a state backend's settings for S3 and DynamoDB. */
export function awsStateProblems(settings: StateBackendSettings, path: string): Problem[] {
  const names = stateBackendNames(settings);
  return [
    ...regionProblems(settings.location, `${path}.location`),
    ...nameProblems("project.name", [
      { kind: "S3 bucket", name: names.bucket, limit: 63 },
      { kind: "S3 bucket", name: names.accessLogBucket, limit: 63 },
    ]),
  ];
}
