import type { EnvironmentInput } from "../../constructs/contract/environment";
import type { ExistingNetworkInput } from "../../constructs/contract/network";
import type { ProjectInput } from "../../constructs/contract/project";

/** A project of the tests' own, because envs/ belongs to who uses the project. */
export const project: ProjectInput = {
  name: "acme",
  owner: "platform-team",
  tags: { team: "platform" },
  stateBackend: { store: "aws" },
  clouds: {
    aws: {
      account: "123456789012",
      region: "eu-central-1",
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      adminPrincipals: ["arn:aws:iam::123456789012:role/platform-admin"],
    },
  },
};

export const dev: EnvironmentInput = {
  name: "dev",
  cloud: "aws",
  zones: 2,
  network: { cidr: "10.10.0.0/16", natMode: "single", flowLogs: { retentionDays: 7 } },
  kubernetesCluster: {
    kubernetesVersion: "1.35",
    nodePools: [
      { name: "system", role: "system", size: "small", minNodes: 2, maxNodes: 3 },
      { name: "workload", role: "workload", size: "medium", minNodes: 0, maxNodes: 6 },
    ],
  },
};

export const existingNetwork: ExistingNetworkInput = {
  existing: {
    networkId: "vpc-0123456789abcdef0",
    cidr: "10.10.0.0/16",
    privateSubnetIdsByZone: {
      "eu-central-1a": "subnet-0aaaaaaaaaaaaaaa0",
      "eu-central-1b": "subnet-0bbbbbbbbbbbbbbb0",
    },
  },
};

/** Stands for a field that isn't there. */
export const absent = Symbol("absent");

/** New values by their path: `{ "network.cidr": "10.0.0.0/16" }`. */
export type Changes = Readonly<Record<string, unknown>>;

/** A copy with other values, of any type: a configuration that no compiler has seen. */
export function changed<Input extends object>(input: Input, changes: Changes): Input {
  const copy = structuredClone(input);
  for (const [path, value] of Object.entries(changes)) {
    const fields = path.split(".");
    const last = fields.pop() ?? path;
    const parent = fields.reduce<object>((owner, field) => Object(Reflect.get(owner, field)), copy);
    if (value === absent) Reflect.deleteProperty(parent, last);
    else Reflect.set(parent, last, value);
  }
  return copy;
}
