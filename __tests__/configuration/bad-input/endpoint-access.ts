import { type BadInputs, told } from "../refusal";

export const badEndpointAccess: BadInputs = {
  about: "the access to a cluster's endpoint",
  cases: [
    {
      it: "refuses an endpoint that is open to all",
      dev: { "kubernetesCluster.endpointAccess": "public" },
      problems: [
        told(
          'dev.kubernetesCluster.endpointAccess = "public" is not allowed.',
          'Allowed: "private", "public-restricted".',
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses public-restricted without blocks",
      dev: { "kubernetesCluster.endpointAccess": "public-restricted" },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs = [] is empty, and endpointAccess is "public-restricted".',
          "Allowed: at least one IPv4 block.",
          'Mend: name the blocks that administrators come from, or use endpointAccess: "private".',
        ),
      ],
    },
    {
      it: "refuses public-restricted with an empty list of blocks",
      dev: {
        "kubernetesCluster.endpointAccess": "public-restricted",
        "kubernetesCluster.authorizedCidrs": [],
      },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs = [] is empty, and endpointAccess is "public-restricted".',
          "Allowed: at least one IPv4 block.",
          'Mend: name the blocks that administrators come from, or use endpointAccess: "private".',
        ),
      ],
    },
    {
      it: "refuses public-restricted with the whole internet",
      dev: {
        "kubernetesCluster.endpointAccess": "public-restricted",
        "kubernetesCluster.authorizedCidrs": ["198.51.100.7/32", "0.0.0.0/0"],
      },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs.1 = "0.0.0.0/0" lets in far more than administrators.',
          "Allowed: the blocks that administrators come from, each a /8 or smaller.",
          'Mend: name your own address, such as "198.51.100.7/32".',
        ),
      ],
    },
    {
      it: "refuses a private block beside the public endpoint",
      dev: {
        "kubernetesCluster.endpointAccess": "public-restricted",
        "kubernetesCluster.authorizedCidrs": ["10.0.0.0/8"],
      },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs.0 = "10.0.0.0/8" is a private block, which nobody comes from by the internet.',
          "Allowed: public addresses.",
          "Mend: name the public address that your network's traffic leaves from.",
        ),
      ],
    },
    {
      it: "refuses the internet in two halves",
      dev: {
        "kubernetesCluster.endpointAccess": "public-restricted",
        "kubernetesCluster.authorizedCidrs": ["0.0.0.0/1", "128.0.0.0/1"],
      },
      problems: ["0.0.0.0/1", "128.0.0.0/1"].map((half, place) =>
        told(
          `dev.kubernetesCluster.authorizedCidrs.${place} = "${half}" lets in far more than administrators.`,
          "Allowed: the blocks that administrators come from, each a /8 or smaller.",
          'Mend: name your own address, such as "198.51.100.7/32".',
        ),
      ),
    },
    {
      it: "refuses an authorized block with host bits set",
      dev: {
        "kubernetesCluster.endpointAccess": "public-restricted",
        "kubernetesCluster.authorizedCidrs": ["198.51.100.7/24"],
      },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs.0 = "198.51.100.7/24" has host bits set.',
          "Allowed: the first address of the block and its prefix length.",
          'Mend: write "198.51.100.0/24".',
        ),
      ],
    },
    {
      it: "refuses an authorized address without a prefix length",
      dev: {
        "kubernetesCluster.endpointAccess": "public-restricted",
        "kubernetesCluster.authorizedCidrs": ["198.51.100.7"],
      },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs.0 = "198.51.100.7" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
      ],
    },
    {
      it: "refuses an authorized block of IPv6",
      dev: {
        "kubernetesCluster.endpointAccess": "public-restricted",
        "kubernetesCluster.authorizedCidrs": ["::/0"],
      },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs.0 = "::/0" is an IPv6 block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: give an IPv4 block.",
        ),
      ],
    },
    {
      it: "refuses authorized blocks that would have no effect",
      dev: { "kubernetesCluster.authorizedCidrs": ["198.51.100.7/32"] },
      problems: [
        told(
          'dev.kubernetesCluster.authorizedCidrs = ["198.51.100.7/32"] would have no effect, because endpointAccess is "private".',
          "Allowed: nothing.",
          'Mend: remove it, or use endpointAccess: "public-restricted".',
        ),
      ],
    },
  ],
};
