import { readConfiguration } from "../../constructs/configuration/configuration";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import type { ProjectInput } from "../../constructs/contract/project";
import { refusal } from "./refusal";
import { changed, dev, existingNetwork, project } from "./valid-configuration";

const least: EnvironmentInput = {
  name: "dev",
  cloud: "aws",
  zones: 2,
  network: { cidr: "10.10.0.0/16", natMode: "single" },
  kubernetesCluster: {
    kubernetesVersion: "1.35",
    nodePools: [{ name: "system", role: "system", size: "small", minNodes: 2, maxNodes: 3 }],
  },
};

function read(input: EnvironmentInput, projectInput: ProjectInput = project) {
  return readConfiguration(projectInput, [input]).environments[0];
}

test("what an environment leaves open is filled in, on the safe side", () => {
  expect(read(least)).toEqual({
    name: "dev",
    cloud: "aws",
    account: {
      id: "123456789012",
      tenant: undefined,
      region: "eu-central-1",
      deployRole: undefined,
      adminPrincipals: ["arn:aws:iam::123456789012:role/platform-admin"],
      dnsZoneIds: [],
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    },
    zones: ["eu-central-1a", "eu-central-1b"],
    overrides: { hetzner: {} },
    tags: {},
    network: {
      cidr: "10.10.0.0/16",
      serviceCidr: "172.20.0.0/16",
      natMode: "single",
      flowLogs: { retentionDays: 90 },
      privateServiceAccess: false,
    },
    kubernetesCluster: {
      kubernetesVersion: "1.35",
      upgradeChannel: "standard",
      endpointAccess: "private",
      authorizedCidrs: [],
      controlPlaneHa: true,
      secretsEncryption: "customer-key",
      controlPlaneLogs: { retentionDays: 90 },
      deletionProtection: true,
      workloadIdentities: [],
      nodePools: [
        {
          name: "system",
          role: "system",
          size: "small",
          capacityType: "on-demand",
          minNodes: 2,
          maxNodes: 3,
          diskSizeGb: 50,
          architecture: "amd64",
          labels: {},
          taints: [],
        },
      ],
    },
  });
});

test("what a state backend leaves open is filled in, on the safe side", () => {
  expect(readConfiguration(project, []).project).toEqual({
    name: "acme",
    owner: "platform-team",
    tags: { team: "platform" },
    stateBackend: {
      store: "aws",
      namePrefix: "acme",
      account: "123456789012",
      location: "eu-central-1",
      environments: [],
      layout: "shared",
      bootstrapState: "local",
      locking: "lockfile",
      encryption: "provider-key",
      retention: { noncurrentDays: 90, noncurrentVersions: 10 },
      redundancy: "zone",
      access: {},
      accessLogDays: 0,
      deletionProtection: true,
    },
  });
});

test("what an environment says of its own account goes before what the cloud says for all", () => {
  const own = {
    account: "210987654321",
    deployRole: "arn:aws:iam::210987654321:role/deploy",
    adminPrincipals: ["arn:aws:iam::210987654321:user/ops/ann"],
  };
  const projectInput = changed(project, { "clouds.aws.environments": { dev: own } });
  const prod = changed(dev, { name: "prod" });
  const [inOwnAccount, inSharedAccount] = readConfiguration(projectInput, [dev, prod]).environments;
  expect(inOwnAccount?.account).toMatchObject({
    id: own.account,
    deployRole: own.deployRole,
    adminPrincipals: own.adminPrincipals,
  });
  expect(inSharedAccount?.account).toMatchObject({
    id: "123456789012",
    deployRole: undefined,
    adminPrincipals: ["arn:aws:iam::123456789012:role/platform-admin"],
  });
});

test("an environment that names the cloud's own account needs no deploy role", () => {
  const own = { account: "123456789012" };
  const projectInput = changed(project, { "clouds.aws.environments": { dev: own } });
  const [read] = readConfiguration(projectInput, [dev]).environments;
  expect(read?.account).toMatchObject({ id: "123456789012", deployRole: undefined });
});

test("the state backend may lie in a region of its own", () => {
  const { stateBackend } = readConfiguration(
    changed(project, { "stateBackend.location": "eu-west-1" }),
    [],
  ).project;
  expect(stateBackend.location).toBe("eu-west-1");
});

test("COMPLIANCE passes with the switch", () => {
  const objectLock = { mode: "COMPLIANCE", days: 30, acceptIrreversible: true };
  const read = readConfiguration(changed(project, { "stateBackend.objectLock": objectLock }), []);
  expect(read.project.stateBackend.objectLock).toEqual(objectLock);
});

test.each([
  ["no NAT with private service access", { "network.natMode": "none", "network.privateServiceAccess": true }],
  ["no logs", { "network.flowLogs": "off", "kubernetesCluster.controlPlaneLogs": "off" }],
  ["pods in a block of shared addresses", { "network.podCidr": "100.64.0.0/16" }],
  ["pods in a block of the network's range", { "network.podCidr": "10.20.0.0/16" }],
  [
    "an endpoint that is open to an office",
    {
      "kubernetesCluster.endpointAccess": "public-restricted",
      "kubernetesCluster.authorizedCidrs": ["198.51.100.0/24"],
    },
  ],
  ["a workload pool without nodes", { "kubernetesCluster.nodePools.1.minNodes": 0 }],
  ["a pool in one zone", { "kubernetesCluster.nodePools.1.zones": [2] }],
  ["an existing network", { network: existingNetwork }],
  [
    "subnets for the control plane in an existing network",
    {
      network: {
        existing: {
          ...existingNetwork.existing,
          controlPlaneSubnetIds: ["subnet-0123abcd", "subnet-4567cdef"],
        },
      },
    },
  ],
])("%s is a valid wish", (_, changes) => {
  expect(read(changed(dev, changes))?.name).toBe("dev");
});

test("what a platform leaves open is filled in: every feature but the example, what is kept, and the overlay", () => {
  const gitops = { repoUrl: "https://git.example.com/platform.git", revision: "main" };
  const { platform } = read({ ...least, platform: { domain: "dev.example.com", gitops } }) ?? {};
  expect(platform).toEqual({
    domain: "dev.example.com",
    dnsZone: "new",
    gitops: { ...gitops, path: "k8s" },
    profile: "dev",
    retentionDays: { backups: 30, logs: 30, traces: 7 },
    features: expect.arrayContaining(["cert-manager", "velero", "loki"]),
  });
  expect(platform?.features).not.toContain("example-application");
});

test("what a cluster ships is no feature of its platform", () => {
  const gitops = { repoUrl: "https://git.example.com/platform.git", revision: "main" };
  const { platform } = read({ ...least, platform: { domain: "dev.example.com", gitops } }) ?? {};
  expect(platform?.features).not.toContain("metrics-server");
  expect(platform?.features).not.toContain("workload-identity-webhook");
});

test("two environments can't both make the zone of one domain, nor begin with one another's name", () => {
  const gitops = { repoUrl: "https://git.example.com/platform.git", revision: "main" };
  const platform = { domain: "example.com", gitops, profile: "dev" } as const;
  const second = { ...least, name: "dev-two", platform };
  const message = refusal(project, [{ ...least, platform }, second]);
  expect(message).toContain(
    'dev-two.platform.domain = "example.com" is the domain for which dev makes a zone, too.',
  );
  expect(message).toContain(
    'dev-two.name = "dev-two" begins like what the workload identities of dev may reach.',
  );
});
