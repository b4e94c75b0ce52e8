import { cloudNames } from "../../../constructs/contract/project";
import { type BadInputs, told } from "../refusal";
import { existingNetwork } from "../valid-configuration";

const { existing } = existingNetwork;

export const badUnknownFields: BadInputs = {
  about: "an unknown field",
  cases: [
    {
      it: "of the project is refused",
      project: { ower: "me" },
      problems: [
        told(
          "project.ower is not a field of the contract.",
          "Allowed: name, owner, tags, stateBackend, clouds, edge.",
          'Mend: did you mean "owner"?',
        ),
      ],
    },
    {
      it: "of the clouds is refused",
      project: { "clouds.awz": {} },
      problems: [
        told(
          "project.clouds.awz is not a field of the contract.",
          `Allowed: ${cloudNames.join(", ")}.`,
          'Mend: did you mean "aws"?',
        ),
      ],
    },
    {
      it: "of an account is refused",
      project: { "clouds.aws.adminPrincipal": [] },
      problems: [
        told(
          "project.clouds.aws.adminPrincipal is not a field of the contract.",
          "Allowed: account, tenant, region, zones, adminPrincipals, dnsZoneIds, identityProvider, workloadsOn, environments.",
          'Mend: did you mean "adminPrincipals"?',
        ),
      ],
    },
    {
      it: "of an environment's account is refused",
      project: { "clouds.aws.environments": { dev: { deployrole: "x" } } },
      problems: [
        told(
          "project.clouds.aws.environments.dev.deployrole is not a field of the contract.",
          "Allowed: account, deployRole, adminPrincipals, dnsZoneIds.",
          'Mend: did you mean "deployRole"?',
        ),
      ],
    },
    {
      it: "of the state backend is refused",
      project: { "stateBackend.lock": "both" },
      problems: [
        told(
          "project.stateBackend.lock is not a field of the contract.",
          "Allowed: store, account, tenant, location, layout, bootstrapState, locking, encryption, objectLock, retention, redundancy, replicaLocation, authorizedCidrs, access, accessLogDays, deletionProtection.",
          'Mend: did you mean "locking"?',
        ),
      ],
    },
    {
      it: "of the state backend's retention is refused",
      project: { "stateBackend.retention": { noncurrentDays: 30, noncurrentVersions: 5, currentDays: 30 } },
      problems: [
        told(
          "project.stateBackend.retention.currentDays is not a field of the contract.",
          "Allowed: noncurrentDays, noncurrentVersions.",
          'Mend: did you mean "noncurrentDays"?',
        ),
      ],
    },
    {
      it: "of the object lock is refused",
      project: { "stateBackend.objectLock": { mode: "GOVERNANCE", days: 30, dayz: 30 } },
      problems: [
        told(
          "project.stateBackend.objectLock.dayz is not a field of the contract.",
          "Allowed: mode, days, acceptIrreversible.",
          'Mend: did you mean "days"?',
        ),
      ],
    },
    {
      it: "of an environment is refused",
      dev: { zonse: 3 },
      problems: [
        told(
          "dev.zonse is not a field of the contract.",
          "Allowed: name, cloud, zones, network, kubernetesCluster, platform, overrides, edge, tags.",
          'Mend: did you mean "zones"?',
        ),
      ],
    },
    {
      it: "of another layer is refused in the environment",
      dev: { natMode: "single" },
      problems: [
        told(
          "dev.natMode is not a field of the contract.",
          "Allowed: name, cloud, zones, network, kubernetesCluster, platform, overrides, edge, tags.",
          "Mend: use an allowed one, or remove the field.",
        ),
      ],
    },
    {
      it: "of a network is refused",
      dev: { "network.podCird": "100.64.0.0/16" },
      problems: [
        told(
          "dev.network.podCird is not a field of the contract.",
          "Allowed: cidr, podCidr, serviceCidr, natMode, flowLogs, privateServiceAccess.",
          'Mend: did you mean "podCidr"?',
        ),
      ],
    },
    {
      it: "of a flow log is refused",
      dev: { "network.flowLogs.retentionDay": 7 },
      problems: [
        told(
          "dev.network.flowLogs.retentionDay is not a field of the contract.",
          "Allowed: retentionDays.",
          'Mend: did you mean "retentionDays"?',
        ),
      ],
    },
    {
      it: "of an existing network is refused",
      dev: { network: { existing: { ...existing, networkID: "vpc-0" } } },
      problems: [
        told(
          "dev.network.existing.networkID is not a field of the contract.",
          "Allowed: networkId, cidr, privateSubnetIdsByZone, publicSubnetIdsByZone, controlPlaneSubnetIds, podRangeName, serviceRangeName.",
          'Mend: did you mean "networkId"?',
        ),
      ],
    },
    {
      it: "of a cluster is refused",
      dev: { "kubernetesCluster.adminPrincipals": [] },
      problems: [
        told(
          "dev.kubernetesCluster.adminPrincipals is not a field of the contract.",
          "Allowed: kubernetesVersion, upgradeChannel, endpointAccess, authorizedCidrs, controlPlaneHa, secretsEncryption, controlPlaneLogs, nodePools, deletionProtection, maintenanceWindow, workloadIdentities.",
          "Mend: use an allowed one, or remove the field.",
        ),
      ],
    },
    {
      it: "of a cluster is refused with the field that was meant",
      dev: { "kubernetesCluster.deletionProtecton": false },
      problems: [
        told(
          "dev.kubernetesCluster.deletionProtecton is not a field of the contract.",
          "Allowed: kubernetesVersion, upgradeChannel, endpointAccess, authorizedCidrs, controlPlaneHa, secretsEncryption, controlPlaneLogs, nodePools, deletionProtection, maintenanceWindow, workloadIdentities.",
          'Mend: did you mean "deletionProtection"?',
        ),
      ],
    },
    {
      it: "of a maintenance window is refused",
      dev: {
        "kubernetesCluster.maintenanceWindow": { day: "sunday", startHour: 2, durationHours: 4, hours: 4 },
      },
      problems: [
        told(
          "dev.kubernetesCluster.maintenanceWindow.hours is not a field of the contract.",
          "Allowed: day, startHour, durationHours.",
          "Mend: use an allowed one, or remove the field.",
        ),
      ],
    },
    {
      it: "of a node pool is refused",
      dev: { "kubernetesCluster.nodePools.1.diskSizeGB": 100 },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.diskSizeGB is not a field of the contract.",
          "Allowed: name, role, size, instanceTypes, capacityType, minNodes, maxNodes, diskSizeGb, architecture, zones, labels, taints.",
          'Mend: did you mean "diskSizeGb"?',
        ),
      ],
    },
    {
      it: "of a taint is refused",
      dev: { "kubernetesCluster.nodePools.1.taints": [{ key: "a", effect: "NoSchedule", valu: "b" }] },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.taints.0.valu is not a field of the contract.",
          "Allowed: key, value, effect.",
          'Mend: did you mean "value"?',
        ),
      ],
    },
  ],
};
