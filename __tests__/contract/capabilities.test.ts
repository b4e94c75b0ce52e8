import { clouds } from "../../constructs/clouds";
import type { Figures } from "../../constructs/contract/bounds";
import { type Capabilities, capabilityProblems } from "../../constructs/contract/capabilities";
import type { DraftEnvironment } from "../../constructs/contract/environment";
import { clusterSchema } from "../../constructs/contract/kubernetes-cluster";
import { logSchema } from "../../constructs/contract/log-settings";
import { existingNetworkSchema, networkSchema } from "../../constructs/contract/network";
import { nodePoolSchema } from "../../constructs/contract/node-pool";
import { cloudNames } from "../../constructs/contract/project";

/** A cloud that can do little, so that each of its limits is met. */
const smallCloud: Capabilities = {
  accountFields: [],
  minimumZones: 2,
  natModes: ["single"],
  podCidr: { new: false, existing: false },
  defaultPodCidr: undefined,
  subnetPerZone: true,
  namedRanges: false,
  privateServiceAccess: false,
  flowLogRetentionDays: [7, 30],
  controlPlaneLogRetentionDays: { minimum: 30, maximum: 90 },
  kubernetesVersions: ["1.33"],
  endOfSupport: {},
  upgradeChannels: ["standard"],
  endpointAccesses: ["private"],
  controlPlaneHa: [false],
  secretsEncryption: ["provider-key"],
  maintenanceWindowHours: [],
  capacityTypes: { system: ["on-demand"], workload: ["on-demand", "spot"] },
  architectures: ["amd64"],
  instanceTypesPerPool: [1],
  diskSizeGb: { minimum: 64, maximum: 128 },
  encryptedDisks: true,
  workloadPermissions: [],
};

const largeCloud: Capabilities = {
  ...smallCloud,
  natModes: ["none", "single", "per-zone"],
  podCidr: { new: true, existing: true },
  namedRanges: true,
  controlPlaneLogRetentionDays: [7],
  kubernetesVersions: ["1.34"],
  privateServiceAccess: true,
  upgradeChannels: ["standard", "extended"],
  endpointAccesses: ["private", "public-restricted"],
  controlPlaneHa: [true, false],
  secretsEncryption: ["customer-key", "provider-key"],
  maintenanceWindowHours: { minimum: 4, maximum: 24 },
  capacityTypes: { system: ["on-demand", "spot"], workload: ["on-demand", "spot"] },
  architectures: ["amd64", "arm64"],
  instanceTypesPerPool: { minimum: 1, maximum: 20 },
  diskSizeGb: { minimum: 20, maximum: 16384 },
  encryptedDisks: true,
  workloadPermissions: ["secrets.read"],
};

const pool = { name: "a", role: "workload", size: "small", minNodes: 0, maxNodes: 1 };

/** An environment that asks for all that there is. */
const demanding: DraftEnvironment = {
  name: "dev",
  cloud: "aws",
  tags: {},
  overrides: { hetzner: {} },
  zones: ["a", "b"],
  network: networkSchema.parse({
    cidr: "10.0.0.0/16",
    podCidr: "100.64.0.0/16",
    natMode: "per-zone",
    privateServiceAccess: true,
    flowLogs: { retentionDays: 30 },
  }),
  kubernetesCluster: {
    ...clusterSchema.parse({
      kubernetesVersion: "1.34",
      upgradeChannel: "extended",
      endpointAccess: "public-restricted",
      controlPlaneLogs: { retentionDays: 7 },
      maintenanceWindow: { day: "sunday", startHour: 2, durationHours: 4 },
      workloadIdentities: [
        { name: "one", namespace: "apps", serviceAccount: "one", permissions: ["secrets.read"] },
      ],
      nodePools: [],
    }),
    nodePools: [],
  },
  nodePools: [
    nodePoolSchema.parse({ ...pool, capacityType: "spot", architecture: "arm64" }),
    nodePoolSchema.parse({ ...pool, name: "system", role: "system", minNodes: 1, capacityType: "spot" }),
  ],
  hasAllNodePools: true,
};

/** The refused wishes with what is allowed instead. */
function refused(environment: DraftEnvironment, can: Capabilities): string[] {
  return capabilityProblems(environment, can).map(({ path, allowed }) => `${path}: ${allowed}`);
}

test("a cloud that can do all of it refuses nothing", () => {
  expect(refused(demanding, largeCloud)).toEqual([]);
});

test("every wish that a cloud can't honour is refused with what it can", () => {
  expect(refused(demanding, smallCloud)).toEqual([
    'dev.network.natMode: "single"',
    "dev.network.podCidr: nothing",
    "dev.network.privateServiceAccess: false",
    'dev.kubernetesCluster.kubernetesVersion: "1.33"',
    'dev.kubernetesCluster.upgradeChannel: "standard"',
    'dev.kubernetesCluster.endpointAccess: "private"',
    "dev.kubernetesCluster.controlPlaneHa: false",
    'dev.kubernetesCluster.secretsEncryption: "provider-key"',
    "dev.kubernetesCluster.maintenanceWindow: nothing",
    "dev.kubernetesCluster.controlPlaneLogs.retentionDays: 30 to 90",
    "dev.kubernetesCluster.workloadIdentities.one.permissions: nothing",
    'dev.kubernetesCluster.nodePools.a.architecture: "amd64"',
    "dev.kubernetesCluster.nodePools.a.diskSizeGb: 64 to 128",
    'dev.kubernetesCluster.nodePools.system.capacityType: "on-demand"',
    "dev.kubernetesCluster.nodePools.system.diskSizeGb: 64 to 128",
  ]);
});

test("a retention between two that the cloud knows is refused", () => {
  const network = networkSchema.parse({
    cidr: "10.0.0.0/16",
    natMode: "single",
    flowLogs: { retentionDays: 8 },
  });
  expect(capabilityProblems({ ...demanding, network }, largeCloud)).toEqual([
    {
      path: "dev.network.flowLogs.retentionDays",
      value: 8,
      problem: "is something that aws can't do",
      allowed: "7, 30",
      mend: "use one of these",
    },
  ]);
});

test("a log that is off asks for no retention", () => {
  const network = networkSchema.parse({ cidr: "10.0.0.0/16", natMode: "single", flowLogs: "off" });
  expect(refused({ ...demanding, network }, largeCloud)).toEqual([]);
});

test("an existing network asks for nothing", () => {
  const network = existingNetworkSchema.parse({
    existing: { networkId: "net-1", cidr: "10.0.0.0/16", privateSubnetIdsByZone: {} },
  });
  const asked = refused({ ...demanding, network }, smallCloud);
  expect(asked.filter((wish) => wish.startsWith("dev.network"))).toEqual([]);
});

test("the pods' block and names of ranges in an existing network are asked for by themselves", () => {
  const network = existingNetworkSchema.parse({
    existing: {
      networkId: "net-1",
      cidr: "10.0.0.0/16",
      privateSubnetIdsByZone: {},
      podRangeName: "pods",
      serviceRangeName: "services",
    },
    podCidr: "100.64.0.0/16",
  });
  const wishes = (can: Capabilities) =>
    refused({ ...demanding, network }, can).filter((wish) => wish.startsWith("dev.network"));
  expect(wishes({ ...smallCloud, podCidr: { new: true, existing: false } })).toEqual([
    "dev.network.podCidr: nothing",
    "dev.network.existing.podRangeName: nothing",
    "dev.network.existing.serviceRangeName: nothing",
  ]);
  expect(wishes(largeCloud)).toEqual([]);
});

test("a figure out of bounds is refused with the nearest that is allowed", () => {
  const [first] = capabilityProblems(
    { ...demanding, nodePools: demanding.nodePools.slice(0, 1) },
    {
      ...largeCloud,
      diskSizeGb: { minimum: 64, maximum: 128 },
    },
  );
  expect(first).toEqual({
    path: "dev.kubernetesCluster.nodePools.a.diskSizeGb",
    value: 50,
    problem: "is something that aws can't do",
    allowed: "64 to 128",
    mend: "use 64",
  });
});

test("a window that is too short for a cloud is refused by its length, and one of a cloud without windows whole", () => {
  const wishes = (maintenanceWindowHours: Capabilities["maintenanceWindowHours"]) =>
    refused(demanding, { ...largeCloud, maintenanceWindowHours });
  expect(wishes({ minimum: 12, maximum: 24 })).toEqual([
    "dev.kubernetesCluster.maintenanceWindow.durationHours: 12 to 24",
  ]);
  expect(wishes([])).toEqual(["dev.kubernetesCluster.maintenanceWindow: nothing"]);
});

test("more machine types than a cloud can mix in a pool are refused", () => {
  const mixed = nodePoolSchema.parse({ ...pool, size: undefined, instanceTypes: ["a", "b"] });
  const wishes = (instanceTypesPerPool: Capabilities["instanceTypesPerPool"]) =>
    refused({ ...demanding, nodePools: [mixed] }, { ...largeCloud, instanceTypesPerPool });
  expect(wishes([1])).toEqual(["dev.kubernetesCluster.nodePools.a.instanceTypes.length: 1"]);
  expect(wishes({ minimum: 1, maximum: 2 })).toEqual([]);
});

test("fewer zones than a cluster needs are refused", () => {
  expect(refused({ ...demanding, zones: ["a"] }, largeCloud)).toEqual(["dev.zones: 2 zones or more"]);
});

test.each(cloudNames)("%s states no figure that the contract refuses before", (cloud) => {
  const can = clouds[cloud].capabilities;
  const ends = (figures: Figures) =>
    "minimum" in figures ? [figures.minimum, figures.maximum] : [...figures];
  const logs = [...ends(can.flowLogRetentionDays), ...ends(can.controlPlaneLogRetentionDays)];
  const refusedBefore = {
    retentionDays: logs.filter((retentionDays) => !logSchema.safeParse({ retentionDays }).success),
    diskSizeGb: ends(can.diskSizeGb).filter(
      (size) => !nodePoolSchema.shape.diskSizeGb.safeParse(size).success,
    ),
    durationHours: ends(can.maintenanceWindowHours).filter(
      (durationHours) =>
        !clusterSchema.shape.maintenanceWindow.safeParse({ day: "sunday", startHour: 0, durationHours })
          .success,
    ),
    kubernetesVersions: can.kubernetesVersions.filter(
      (version) => !clusterSchema.shape.kubernetesVersion.safeParse(version).success,
    ),
  };
  expect(Object.values(refusedBefore).flat()).toEqual([]);
});

test("what couldn't be read is not judged", () => {
  const { zones: _, network: __, kubernetesCluster: ___, ...rest } = demanding;
  expect(refused({ ...rest, nodePools: [] }, smallCloud)).toEqual([]);
});
