import { type BadInputs, told } from "../refusal";
import { absent } from "../valid-configuration";

const withTypes = (types: readonly string[]) => ({
  "kubernetesCluster.nodePools.1.size": absent,
  "kubernetesCluster.nodePools.1.instanceTypes": types,
});

export const badAddresses: BadInputs = {
  about: "the addresses of a zone",
  cases: [
    {
      it: "must hold the nodes and their pods in the network's own block",
      dev: { "network.cidr": "10.10.0.0/21" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = [{"name":"system","maxNodes":3},{"name":"workload","maxNodes":6}] can grow to 252 addresses in one zone, which has 251 of network.cidr (10.10.0.0/24).',
          "Allowed: pools that need at most 251 addresses in each zone.",
          'Mend: lower maxNodes, choose a larger network.cidr, or give pods a block of their own with network.podCidr: "100.64.0.0/16".',
        ),
      ],
    },
    {
      it: "must hold all of a pool that lies in one zone",
      dev: {
        "network.cidr": "10.10.0.0/19",
        "kubernetesCluster.nodePools.1.zones": [1],
        "kubernetesCluster.nodePools.1.maxNodes": 16,
      },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = [{"name":"system","maxNodes":3},{"name":"workload","maxNodes":16}] can grow to 1032 addresses in one zone, which has 1019 of network.cidr (10.10.0.0/22).',
          "Allowed: pools that need at most 1019 addresses in each zone.",
          'Mend: lower maxNodes, choose a larger network.cidr, or give pods a block of their own with network.podCidr: "100.64.0.0/16".',
        ),
      ],
    },
    {
      it: "must hold a zone's own share, to the node",
      dev: {
        "network.cidr": "10.10.0.0/19",
        "kubernetesCluster.nodePools.1.zones": [2],
        "kubernetesCluster.nodePools.1.maxNodes": 17,
      },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = [{"name":"system","maxNodes":3},{"name":"workload","maxNodes":17}] can grow to 1056 addresses in one zone, which has 1019 of network.cidr (10.10.0.0/22).',
          "Allowed: pools that need at most 1019 addresses in each zone.",
          'Mend: lower maxNodes, choose a larger network.cidr, or give pods a block of their own with network.podCidr: "100.64.0.0/16".',
        ),
      ],
    },
    {
      it: "must hold the pods in a block of their own",
      dev: { "network.podCidr": "100.64.0.0/24" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = [{"name":"system","maxNodes":3},{"name":"workload","maxNodes":6}] can grow to 252 addresses in one zone, which has 27 of network.podCidr (100.64.0.0/27).',
          "Allowed: pools that need at most 27 addresses in each zone.",
          "Mend: lower maxNodes, or choose a larger network.podCidr.",
        ),
      ],
    },
    {
      it: "are those of the largest of several instance types",
      dev: { ...withTypes(["m6i.large", "m6i.metal"]), "network.cidr": "10.10.0.0/18" },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = [{"name":"system","maxNodes":3},{"name":"workload","maxNodes":6}] can grow to 2322 addresses in one zone, which has 2043 of network.cidr (10.10.0.0/21).',
          "Allowed: pools that need at most 2043 addresses in each zone.",
          'Mend: lower maxNodes, choose a larger network.cidr, or give pods a block of their own with network.podCidr: "100.64.0.0/16".',
        ),
      ],
    },
    {
      it: "must hold the nodes, where pods have a block of their own",
      dev: {
        "network.cidr": "10.10.0.0/22",
        "network.podCidr": "100.64.0.0/16",
        "kubernetesCluster.nodePools.1.maxNodes": 250,
      },
      problems: [
        told(
          'dev.kubernetesCluster.nodePools = [{"name":"system","maxNodes":3},{"name":"workload","maxNodes":250}] can grow to 127 addresses in one zone, which has 123 of network.cidr (10.10.0.0/25).',
          "Allowed: pools that need at most 123 addresses in each zone.",
          "Mend: lower maxNodes, or choose a larger network.cidr.",
        ),
      ],
    },
    {
      it: "must hold the endpoints of private service access",
      dev: {
        "network.cidr": "10.10.0.0/22",
        "network.podCidr": "100.64.0.0/16",
        "network.privateServiceAccess": true,
      },
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/22" is too small for the endpoints of privateServiceAccess.',
          "Allowed: a prefix length from /16 to /21.",
          "Mend: use a /21, or turn privateServiceAccess off.",
        ),
      ],
    },
  ],
};
