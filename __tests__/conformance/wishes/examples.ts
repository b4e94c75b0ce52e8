import type { CloudName } from "../../../constructs/contract/project";
import { awsExample } from "./aws";
import { azureExample } from "./azure";
import type { CloudExample } from "./example";
import { gcpExample } from "./gcp";

const examples = { aws: awsExample, azure: azureExample, gcp: gcpExample };

/** One example for each cloud in the registry: a cloud without one doesn't compile. */
export const cloudExamples: Readonly<Record<CloudName, CloudExample>> = examples;
