// A real message about a wrong configuration, for the page that explains its form.
import { readConfiguration } from "../../constructs/configuration/configuration";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { ConfigurationError } from "../../constructs/contract/problem";
import type { ProjectInput } from "../../constructs/contract/project";

const project: ProjectInput = {
  name: "acme",
  owner: "platform",
  stateBackend: { store: "aws" },
  clouds: {
    aws: {
      account: "111122223333",
      region: "eu-west-1",
      zones: ["eu-west-1a", "eu-west-1b"],
      adminPrincipals: ["arn:aws:iam::111122223333:role/admin"],
    },
  },
};

const environment: EnvironmentInput = {
  name: "dev",
  cloud: "aws",
  zones: 2,
  network: { cidr: "10.10.0.7/16", natMode: "single" },
  kubernetesCluster: {
    kubernetesVersion: "1.34",
    nodePools: [{ name: "system", role: "system", size: "small", minNodes: 4, maxNodes: 3 }],
  },
};

/** What a configuration with two mistakes is answered with. */
export function exampleError(): string {
  try {
    readConfiguration(project, [environment]);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error("the example of a wrong configuration is right");
}
