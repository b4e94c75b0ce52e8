import type { CloudName } from "../../../constructs/contract/project";
import { awsExample } from "./aws";
import { azureExample } from "./azure";
import type { CloudExample } from "./example";
import { gcpExample } from "./gcp";
import { hetznerExample } from "./hetzner";

const examples = { aws: awsExample, azure: azureExample, gcp: gcpExample, hetzner: hetznerExample };

/** One example for each cloud in the registry: a cloud without one doesn't compile. */
export const cloudExamples: Readonly<Record<CloudName, CloudExample>> = examples;
