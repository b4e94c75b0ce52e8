import { cloudNames } from "../../../constructs/contract/project";
import { stateStoreNames } from "../../../constructs/contract/state-backend";
import { type BadInputs, eachCloud, told } from "../refusal";
import { absent } from "../valid-configuration";

const stores = stateStoreNames.map((name) => JSON.stringify(name)).join(", ");

export const badMissingFields: BadInputs = {
  about: "a missing field",
  cases: [
    {
      it: "of the project is named",
      project: { name: absent, owner: absent, stateBackend: absent },
      problems: [
        told("project.name is missing.", "Allowed: text.", "Mend: add the field."),
        told("project.owner is missing.", "Allowed: text.", "Mend: add the field."),
        told(
          "project.stateBackend is missing.",
          "Allowed: an object with store, account, tenant, location, layout, bootstrapState, locking, encryption, objectLock, retention, redundancy, replicaLocation, authorizedCidrs, access, accessLogDays, deletionProtection.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "is named where the project has no clouds",
      project: { clouds: absent },
      problems: [
        told(
          "project.clouds is missing.",
          `Allowed: an object with ${cloudNames.join(", ")}.`,
          "Mend: add the field.",
        ),
        told(
          'project.stateBackend.store = "aws" has no account, because project.clouds.aws is missing.',
          "Allowed: a cloud whose account, region and zones the project gives.",
          "Mend: fill in clouds.aws in envs/project.ts.",
        ),
        told(
          'dev.cloud = "aws" has no account, because project.clouds.aws is missing.',
          "Allowed: a cloud whose account, region and zones the project gives.",
          "Mend: fill in clouds.aws in envs/project.ts.",
        ),
      ],
    },
    {
      it: "of an account is named",
      project: {
        "clouds.aws.account": absent,
        "clouds.aws.region": absent,
        "clouds.aws.zones": absent,
        "clouds.aws.adminPrincipals": absent,
      },
      problems: [
        told("project.clouds.aws.account is missing.", "Allowed: text.", "Mend: add the field."),
        told("project.clouds.aws.region is missing.", "Allowed: text.", "Mend: add the field."),
        told("project.clouds.aws.zones is missing.", "Allowed: a list.", "Mend: add the field."),
        told("project.clouds.aws.adminPrincipals is missing.", "Allowed: a list.", "Mend: add the field."),
      ],
    },
    {
      it: "of the state backend is named",
      project: { "stateBackend.store": absent },
      problems: [
        told("project.stateBackend.store is missing.", `Allowed: ${stores}.`, "Mend: add the field."),
      ],
    },
    {
      it: "of the object lock is named",
      project: { "stateBackend.objectLock": {} },
      problems: [
        told(
          "project.stateBackend.objectLock.mode is missing.",
          'Allowed: "GOVERNANCE", "COMPLIANCE".',
          "Mend: add the field.",
        ),
        told(
          "project.stateBackend.objectLock.days is missing.",
          "Allowed: a number.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "of the retention is named",
      project: { "stateBackend.retention": {} },
      problems: [
        told(
          "project.stateBackend.retention.noncurrentDays is missing.",
          "Allowed: a number.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "of an environment is named",
      dev: { name: absent, cloud: absent, zones: absent },
      problems: [
        told("environments.0.name is missing.", "Allowed: text.", "Mend: add the field."),
        told("environments.0.cloud is missing.", eachCloud, "Mend: add the field."),
        told("environments.0.zones is missing.", "Allowed: a number.", "Mend: add the field."),
      ],
    },
    {
      it: "is named where an environment has no layers",
      dev: { network: absent, kubernetesCluster: absent },
      problems: [
        told(
          "dev.network is missing.",
          "Allowed: an object with cidr, podCidr, serviceCidr, natMode, flowLogs, privateServiceAccess.",
          "Mend: add the field.",
        ),
        told(
          "dev.kubernetesCluster is missing.",
          "Allowed: an object with kubernetesVersion, upgradeChannel, endpointAccess, authorizedCidrs, controlPlaneHa, secretsEncryption, controlPlaneLogs, nodePools, deletionProtection, maintenanceWindow, workloadIdentities.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "of a network is named",
      dev: { "network.cidr": absent, "network.natMode": absent },
      problems: [
        told("dev.network.cidr is missing.", "Allowed: text.", "Mend: add the field."),
        told(
          "dev.network.natMode is missing.",
          'Allowed: "none", "single", "per-zone".',
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "of an existing network is named",
      dev: { network: { existing: {} } },
      problems: [
        told("dev.network.existing.networkId is missing.", "Allowed: text.", "Mend: add the field."),
        told("dev.network.existing.cidr is missing.", "Allowed: text.", "Mend: add the field."),
        told(
          "dev.network.existing.privateSubnetIdsByZone is missing.",
          "Allowed: an object.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "of a flow log is named",
      dev: { "network.flowLogs": {} },
      problems: [
        told("dev.network.flowLogs.retentionDays is missing.", "Allowed: a number.", "Mend: add the field."),
      ],
    },
    {
      it: "of a cluster is named",
      dev: { "kubernetesCluster.kubernetesVersion": absent, "kubernetesCluster.nodePools": absent },
      problems: [
        told("dev.kubernetesCluster.kubernetesVersion is missing.", "Allowed: text.", "Mend: add the field."),
        told("dev.kubernetesCluster.nodePools is missing.", "Allowed: a list.", "Mend: add the field."),
      ],
    },
    {
      it: "of a maintenance window is named",
      dev: { "kubernetesCluster.maintenanceWindow": {} },
      problems: [
        told(
          "dev.kubernetesCluster.maintenanceWindow.day is missing.",
          'Allowed: "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday".',
          "Mend: add the field.",
        ),
        told(
          "dev.kubernetesCluster.maintenanceWindow.startHour is missing.",
          "Allowed: a number.",
          "Mend: add the field.",
        ),
        told(
          "dev.kubernetesCluster.maintenanceWindow.durationHours is missing.",
          "Allowed: a number.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "of a node pool is named",
      dev: { "kubernetesCluster.nodePools.1": {} },
      problems: [
        told("dev.kubernetesCluster.nodePools.1.name is missing.", "Allowed: text.", "Mend: add the field."),
        told(
          "dev.kubernetesCluster.nodePools.1.role is missing.",
          'Allowed: "system", "workload".',
          "Mend: add the field.",
        ),
        told(
          "dev.kubernetesCluster.nodePools.1.minNodes is missing.",
          "Allowed: a number.",
          "Mend: add the field.",
        ),
        told(
          "dev.kubernetesCluster.nodePools.1.maxNodes is missing.",
          "Allowed: a number.",
          "Mend: add the field.",
        ),
      ],
    },
  ],
};
