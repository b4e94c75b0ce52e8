import { gcpAccountInput } from "../../gcp-examples";
import { type BadInputs, told } from "../refusal";
import type { Changes } from "../valid-configuration";

const project: Changes = { "clouds.gcp": gcpAccountInput };

/** The environment on Google Cloud, with one mistake in its network. */
function onGoogleCloud(changes: Changes): Changes {
  return { cloud: "gcp", ...changes };
}

export const badGoogleCloudNetwork: BadInputs = {
  about: "a network on Google Cloud",
  cases: [
    {
      it: "refuses a block without room for two subnetworks",
      project,
      dev: onGoogleCloud({ "network.cidr": "10.10.0.0/28" }),
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/28" is too small for a subnetwork of the nodes and one of the control plane.',
          "Allowed: a prefix length from /8 to /27.",
          "Mend: use a /27.",
        ),
      ],
    },
    {
      it: "refuses nodes with no way to Google's own services",
      project,
      dev: onGoogleCloud({ "network.natMode": "none" }),
      problems: [
        told(
          'dev.network.natMode = "none" leaves nodes without a way to the services that they need to join the cluster.',
          'Allowed: "none" with privateServiceAccess: true, "single", or "per-zone".',
          "Mend: add privateServiceAccess: true, or choose a NAT mode.",
        ),
      ],
    },
    {
      it: "refuses pods' addresses for fewer nodes than GKE makes with the cluster, one in each zone",
      project,
      dev: onGoogleCloud({
        zones: 3,
        "network.podCidr": "100.64.0.0/23",
        "kubernetesCluster.nodePools": [
          { name: "system", role: "system", size: "medium", minNodes: 1, maxNodes: 1 },
        ],
      }),
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/23" has room for the pods of 2 nodes, and the cluster begins with 3.',
          "Allowed: a prefix length of /22 or less, because each node gets a /24.",
          "Mend: use a /22.",
        ),
      ],
    },
    {
      it: "refuses blocks of services that GKE refuses",
      project,
      dev: onGoogleCloud({ "network.serviceCidr": "172.16.0.0/15" }),
      problems: [
        told(
          'dev.network.serviceCidr = "172.16.0.0/15" is of a size that GKE refuses.',
          "Allowed: a prefix length from /16 to /27.",
          "Mend: use a /16.",
        ),
      ],
    },
    {
      it: "refuses services in the block that pods have by default",
      project,
      dev: onGoogleCloud({ "network.serviceCidr": "100.64.0.0/20" }),
      problems: [
        told(
          'dev.network.serviceCidr = "100.64.0.0/20" overlaps podCidr (100.64.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "refuses logs that are kept for longer than a log bucket can",
      project,
      dev: onGoogleCloud({ "network.flowLogs": { retentionDays: 3653 } }),
      problems: [
        told(
          "dev.network.flowLogs.retentionDays = 3653 is something that gcp can't do.",
          "Allowed: 1 to 3650.",
          "Mend: use 3650.",
        ),
      ],
    },
  ],
};
