import { hetznerAccountInput } from "../../hetzner-examples";
import { type BadInputs, told } from "../refusal";
import type { Changes } from "../valid-configuration";

const project: Changes = { "clouds.hetzner": hetznerAccountInput };
const onHetzner: Changes = { cloud: "hetzner" };
const path = "dev.network";
const workers = "4711-10.10.1.0/24";
const existing = {
  networkId: "4711",
  cidr: "10.10.0.0/16",
  privateSubnetIdsByZone: { fsn1: workers, nbg1: workers },
};
const ranges = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16";
const ssh = {
  authorizedCidrs: ["198.51.100.0/24"],
  publicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcMe ada"],
};

/** The environment in an existing network, with one mistake. */
function inExisting(changes: Changes, further: Changes = {}): Changes {
  return { ...onHetzner, network: { existing: { ...existing, ...changes } }, ...further };
}

export const badHetznerNetwork: BadInputs = {
  about: "a network on Hetzner",
  cases: [
    {
      it: "refuses a network of shared address space",
      project,
      dev: { ...onHetzner, "network.cidr": "100.72.0.0/16", "network.podCidr": "10.42.0.0/16" },
      problems: [
        told(
          `${path}.cidr = "100.72.0.0/16" is a block that Hetzner gives no network.`,
          `Allowed: a block within ${ranges}.`,
          "Mend: choose a free block there.",
        ),
      ],
    },
    {
      it: "refuses a network that is too small to be divided",
      project,
      dev: { ...onHetzner, "network.cidr": "10.10.0.0/25" },
      problems: [
        told(
          `${path}.cidr = "10.10.0.0/25" is too small for the subnets of workers, control plane, load balancers and NAT.`,
          "Allowed: a prefix length from /8 to /24.",
          "Mend: use a /24.",
        ),
      ],
    },
    {
      it: "refuses pods' addresses that the network has",
      project,
      dev: { ...onHetzner, "network.podCidr": "10.10.128.0/17" },
      problems: [
        told(
          `${path}.podCidr = "10.10.128.0/17" overlaps cidr (10.10.0.0/16).`,
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "refuses to leave servers without a way to what they install",
      project,
      dev: { ...onHetzner, "network.natMode": "none" },
      problems: [
        told(
          `${path}.natMode = "none" is something that hetzner can't do.`,
          'Allowed: "single", "per-zone".',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses two NAT hosts in one location",
      project,
      dev: {
        ...onHetzner,
        zones: 1,
        "network.natMode": "per-zone",
        "kubernetesCluster.controlPlaneHa": false,
      },
      problems: [
        told(
          `${path}.natMode = "per-zone" needs two locations for its two NAT hosts, and the environment spans one.`,
          'Allowed: "single" with one zone.',
          'Mend: use "single", or give the environment two zones.',
        ),
      ],
    },
    {
      it: "refuses shells for the whole internet",
      project,
      dev: { ...onHetzner, overrides: { hetzner: { ssh: { ...ssh, authorizedCidrs: ["0.0.0.0/0"] } } } },
      problems: [
        told(
          'dev.overrides.hetzner.ssh.authorizedCidrs.0 = "0.0.0.0/0" lets in far more than administrators.',
          "Allowed: the blocks that administrators come from, each a /8 or smaller.",
          'Mend: name your own address, such as "198.51.100.7/32".',
        ),
      ],
    },
    {
      it: "refuses an existing network by its name",
      project,
      dev: inExisting({ networkId: "shared" }),
      problems: [
        told(
          `${path}.existing.networkId = "shared" is not the id of a Hetzner network.`,
          "Allowed: digits, as text.",
          "Mend: copy it from `hcloud network list`; it is not the network's name.",
        ),
        ...["fsn1", "nbg1"].map((zone) => notASubnet(zone, workers, "shared")),
      ],
    },
    {
      it: "refuses a subnet of another block",
      project,
      dev: inExisting({ privateSubnetIdsByZone: { fsn1: "4711-10.20.0.0/24", nbg1: "4711-10.20.0.0/24" } }),
      problems: ["fsn1", "nbg1"].map((zone) => notASubnet(zone, "4711-10.20.0.0/24", "4711")),
    },
    {
      it: "refuses an existing subnet for each zone",
      project,
      dev: inExisting({ privateSubnetIdsByZone: { fsn1: workers, nbg1: "4711-10.10.2.0/24" } }),
      problems: [
        told(
          `${path}.existing.privateSubnetIdsByZone = {"fsn1":"${workers}","nbg1":"4711-10.10.2.0/24"} names several subnets, and a cluster has its nodes in one, which spans the zones.`,
          "Allowed: the same subnet for each zone.",
          "Mend: name one for all of them.",
        ),
      ],
    },
    {
      it: "refuses two subnets for the control plane",
      project,
      dev: inExisting({ controlPlaneSubnetIds: [workers, "4711-10.10.2.0/24"] }),
      problems: [
        told(
          `${path}.existing.controlPlaneSubnetIds = ["${workers}","4711-10.10.2.0/24"] doesn't name one subnet, which is where the control plane has its private addresses.`,
          "Allowed: one subnet.",
          "Mend: name one, or remove the field to use that of the nodes.",
        ),
      ],
    },
    {
      it: "refuses public subnets, which Hetzner doesn't have",
      project,
      dev: inExisting({ publicSubnetIdsByZone: { fsn1: workers } }),
      problems: [
        told(
          `${path}.existing.publicSubnetIdsByZone = {"fsn1":"${workers}"} would have no effect, because public load balancers of this cloud are in no subnet.`,
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses an API for administrators outside of an existing network",
      project,
      dev: inExisting(
        {},
        {
          "kubernetesCluster.endpointAccess": "public-restricted",
          "kubernetesCluster.authorizedCidrs": ["198.51.100.0/24"],
        },
      ),
      problems: [
        told(
          'dev.kubernetesCluster.endpointAccess = "public-restricted" leads through a NAT host, which an existing network has none of.',
          'Allowed: "private" in an existing network.',
          'Mend: use "private".',
        ),
      ],
    },
    {
      it: "refuses shells that would have to come through a NAT host",
      project,
      dev: inExisting({}, { overrides: { hetzner: { ssh } } }),
      problems: [
        told(
          `dev.overrides.hetzner.ssh = ${JSON.stringify(ssh)} leads through a NAT host, which an existing network has none of.`,
          "Allowed: nothing in an existing network.",
          "Mend: remove the field.",
        ),
      ],
    },
  ],
};

function notASubnet(zone: string, id: string, networkId: string): string {
  return told(
    `${path}.existing.privateSubnetIdsByZone.${zone} = "${id}" is not a subnet of the network.`,
    `Allowed: "${networkId}-" and a block within 10.10.0.0/16, a /28 or larger.`,
    "Mend: write the network's id, a hyphen and the block that `hcloud network describe` names.",
  );
}
