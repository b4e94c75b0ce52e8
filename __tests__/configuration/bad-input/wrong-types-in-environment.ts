import { type BadInputs, told } from "../refusal";

export const badWrongTypesInEnvironment: BadInputs = {
  about: "a value of the wrong type in an environment",
  cases: [
    {
      it: "in place of an environment's name is refused",
      dev: { name: null },
      problems: [
        told(
          "environments.0.name = null is not allowed.",
          "Allowed: text.",
          "Mend: write it as text, in quotes.",
        ),
      ],
    },
    {
      it: "in place of a number of zones is refused",
      dev: { zones: ["eu-central-1a", "eu-central-1b"] },
      problems: [
        told(
          'dev.zones = ["eu-central-1a","eu-central-1b"] is not allowed.',
          "Allowed: a number.",
          "Mend: write it as a number, without quotes.",
        ),
      ],
    },
    {
      it: "in place of an environment's tags is refused",
      dev: { tags: ["team"] },
      problems: [
        told(
          'dev.tags = ["team"] is not allowed.',
          "Allowed: an object.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of a network is refused",
      dev: { network: "10.10.0.0/16" },
      problems: [
        told(
          'dev.network = "10.10.0.0/16" is not allowed.',
          "Allowed: an object with cidr, podCidr, serviceCidr, natMode, flowLogs, privateServiceAccess.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of an existing network is refused",
      dev: { network: { existing: "vpc-0123456789abcdef0" } },
      problems: [
        told(
          'dev.network.existing = "vpc-0123456789abcdef0" is not allowed.',
          "Allowed: an object with networkId, cidr, privateSubnetIdsByZone, publicSubnetIdsByZone, controlPlaneSubnetIds, podRangeName, serviceRangeName.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of a switch is refused",
      dev: { "network.privateServiceAccess": 1 },
      problems: [
        told(
          "dev.network.privateServiceAccess = 1 is not allowed.",
          "Allowed: true or false.",
          "Mend: write true or false, without quotes.",
        ),
      ],
    },
    {
      it: "in place of a cluster is refused",
      dev: { kubernetesCluster: null },
      problems: [
        told(
          "dev.kubernetesCluster = null is not allowed.",
          "Allowed: an object with kubernetesVersion, upgradeChannel, endpointAccess, authorizedCidrs, controlPlaneHa, secretsEncryption, controlPlaneLogs, nodePools, deletionProtection, maintenanceWindow, workloadIdentities.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of the node pools is refused",
      dev: { "kubernetesCluster.nodePools": { system: {} } },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = {"system":{}} is not allowed.',
          "Allowed: a list.",
          "Mend: write it as a list, in [ ].",
        ),
      ],
    },
    {
      it: "in place of a node pool is refused",
      dev: { "kubernetesCluster.nodePools.1": "workload" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools.1 = "workload" is not allowed.',
          "Allowed: an object with name, role, size, instanceTypes, capacityType, minNodes, maxNodes, diskSizeGb, architecture, zones, labels, taints.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of a number of nodes is refused",
      dev: { "kubernetesCluster.nodePools.1.maxNodes": NaN },
      problems: [
        told(
          "dev.kubernetesCluster.nodePools.workload.maxNodes = NaN is not allowed.",
          "Allowed: a number.",
          "Mend: write it as a number, without quotes.",
        ),
      ],
    },
    {
      it: "that JSON has no form for is shown all the same",
      dev: { zones: 2n },
      problems: [
        told(
          "dev.zones = 2n is not allowed.",
          "Allowed: a number.",
          "Mend: write it as a number, without quotes.",
        ),
      ],
    },
  ],
};
