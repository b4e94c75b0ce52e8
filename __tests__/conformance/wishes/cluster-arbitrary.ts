import fc from "fast-check";
import type { Capabilities } from "../../../constructs/contract/capabilities";
import type {
  KubernetesClusterInput,
  MaintenanceWindow,
} from "../../../constructs/contract/kubernetes-cluster";
import type { LogInput } from "../../../constructs/contract/log-settings";
import {
  type MachineTypes,
  type NodePoolInput,
  type NodePoolRole,
  nodeSizes,
  taintEffects,
} from "../../../constructs/contract/node-pool";
import type { WorkloadIdentityInput } from "../../../constructs/contract/workload-identity";
import { figure, log, word } from "./draw";

/** A cluster that a cloud can honour in an environment of so many zones. */
export function clusterArbitrary(
  can: Capabilities,
  machineTypes: MachineTypes,
  zones: number,
): fc.Arbitrary<KubernetesClusterInput> {
  const controlPlane = fc.record(
    {
      kubernetesVersion: fc.constantFrom(...can.kubernetesVersions),
      upgradeChannel: fc.constantFrom(...can.upgradeChannels),
      controlPlaneHa: fc.constantFrom(...can.controlPlaneHa),
      secretsEncryption: fc.constantFrom(...can.secretsEncryption),
      controlPlaneLogs: log(can.controlPlaneLogRetentionDays),
      deletionProtection: fc.boolean(),
      workloadIdentities: identities(can),
    },
    { requiredKeys: ["kubernetesVersion", "controlPlaneHa"] },
  );
  return fc
    .record({
      controlPlane,
      endpoint: endpoint(can),
      window: maintenanceWindow(can),
      nodePools: nodePools(can, machineTypes, zones),
    })
    .map(({ controlPlane: { upgradeChannel, ...own }, endpoint: access, window, nodePools: pools }) => ({
      ...own,
      // Further support is sold for control planes that outlive a zone.
      ...(own.controlPlaneHa && upgradeChannel !== undefined && { upgradeChannel }),
      ...access,
      ...window,
      ...(own.workloadIdentities && {
        workloadIdentities: readingKeptLogs(own.workloadIdentities, own.controlPlaneLogs),
      }),
      nodePools: pools,
    }));
}

function endpoint({ endpointAccesses }: Capabilities) {
  return fc.constantFrom(...endpointAccesses).map((endpointAccess) => ({
    endpointAccess,
    ...(endpointAccess === "private" ? {} : { authorizedCidrs: ["198.51.100.0/24"] }),
  }));
}

function maintenanceWindow({
  maintenanceWindowHours: hours,
}: Capabilities): fc.Arbitrary<{ readonly maintenanceWindow?: MaintenanceWindow }> {
  if (!("minimum" in hours) && hours.length === 0) return fc.constant({});
  const window = fc.record({
    day: fc.constantFrom("monday" as const, "sunday" as const),
    startHour: fc.integer({ min: 0, max: 23 }),
    durationHours: figure(hours),
  });
  return fc.oneof(
    fc.constant({}),
    window.map((maintenanceWindow) => ({ maintenanceWindow })),
  );
}

function identities({ workloadPermissions }: Capabilities): fc.Arbitrary<WorkloadIdentityInput[]> {
  const identity = fc.record({
    namespace: word,
    permissions: fc.subarray([...workloadPermissions], { minLength: 1 }),
    buckets: fc.uniqueArray(fc.stringMatching(/^[a-z]{3,10}$/), { maxLength: 2 }),
  });
  return fc.array(identity, { maxLength: 2 }).map((drawn) =>
    drawn.map(({ buckets, ...one }, place) => ({
      ...one,
      // Who uses none names none, and without a name it is all of them.
      ...(one.permissions.includes("objectstore.readwrite") && buckets.length > 0 && { buckets }),
      name: `identity-${place}`,
      serviceAccount: `account-${place}`,
    })),
  );
}

/** The same without the permission to read logs where these aren't kept. */
function readingKeptLogs(
  drawn: readonly WorkloadIdentityInput[],
  log: LogInput | undefined,
): readonly WorkloadIdentityInput[] {
  if (log !== "off") return drawn;
  return drawn
    .map((one) => ({
      ...one,
      permissions: one.permissions.filter((permission) => permission !== "logs.read"),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}

/** A system pool of its own before others of any kind, with a node for each zone. */
function nodePools(
  can: Capabilities,
  machineTypes: MachineTypes,
  zones: number,
): fc.Arbitrary<NodePoolInput[]> {
  const pool = (role: NodePoolRole) => nodePool(role, can, machineTypes, zones);
  return fc
    .tuple(pool("system"), fc.array(fc.oneof(pool("system"), pool("workload")), { maxLength: 2 }))
    .map(([first, others]) => [first, ...others].map((one, place) => ({ ...one, name: `pool${place}` })));
}

function nodePool(
  role: NodePoolRole,
  can: Capabilities,
  machineTypes: MachineTypes,
  zones: number,
): fc.Arbitrary<Omit<NodePoolInput, "name">> {
  const places = Array.from({ length: zones }, (_, place) => place + 1);
  const machine = fc
    .record({
      architecture: fc.constantFrom(...can.architectures),
      size: fc.constantFrom(...nodeSizes),
      isByType: fc.boolean(),
      count: figure(can.instanceTypesPerPool),
    })
    .map(({ architecture, size, isByType, count }) =>
      isByType
        ? { architecture, instanceTypes: machineTypes[architecture][size].slice(0, count) }
        : { architecture, size },
    );
  const rest = fc.record(
    {
      minNodes: role === "system" ? fc.constant(3) : fc.integer({ min: 0, max: 3 }),
      maxNodes: fc.integer({ min: 3, max: 4 }),
      capacityType: fc.constantFrom(...can.capacityTypes[role]),
      diskSizeGb: figure(can.diskSizeGb),
      zones: fc.subarray(places, { minLength: 1 }),
      labels: fc.dictionary(word, word, { maxKeys: 3 }),
      taints: role === "system" ? fc.constant([]) : taints,
    },
    { requiredKeys: ["minNodes", "maxNodes"] },
  );
  return fc.tuple(machine, rest).map(([types, own]) => ({ role, ...types, ...own }));
}

const taints = fc.uniqueArray(
  fc.record({ key: word, value: word, effect: fc.constantFrom(...taintEffects) }),
  { maxLength: 2, selector: ({ key }) => key },
);
