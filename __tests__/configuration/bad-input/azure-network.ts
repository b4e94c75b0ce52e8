import { azureAccountInput } from "../../azure-examples";
import { type BadInputs, told } from "../refusal";

const project = { "clouds.azure": azureAccountInput };
const networkId =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub";
const subnet = (name: string) => `${networkId}/subnets/${name}`;
const existing = {
  networkId,
  cidr: "10.10.0.0/16",
  privateSubnetIdsByZone: { "1": subnet("nodes"), "2": subnet("nodes") },
  controlPlaneSubnetIds: [subnet("api")],
};

/** What a new network is told of when one field has another value. */
function inNetwork(field: string, value: unknown) {
  return { project, dev: { cloud: "azure", [`network.${field}`]: value } };
}

/** What an existing network is told of when one field has another value. */
function inExisting(changes: Readonly<Record<string, unknown>>) {
  return { project, dev: { cloud: "azure", network: { existing: { ...existing, ...changes } } } };
}

const delegated =
  "Allowed: one subnet, a /28 or larger, delegated to Microsoft.ContainerService/managedClusters.";
const nameSubnet = "Mend: name such a subnet; nodes can't share it.";

export const badAzureNetwork: BadInputs = {
  about: "a network on Azure",
  cases: [
    {
      it: "refuses a cloud without an account, and says where one goes",
      dev: { cloud: "azure" },
      problems: [
        told(
          'dev.cloud = "azure" has no account, because project.clouds.azure is missing.',
          "Allowed: a cloud whose account, region and zones the project gives.",
          "Mend: fill in clouds.azure in envs/project.ts.",
        ),
      ],
    },
    {
      it: "refuses a block that is too small to be divided",
      ...inNetwork("cidr", "10.10.0.0/23"),
      problems: [
        told(
          'dev.network.cidr = "10.10.0.0/23" is too small to be divided among the zones.',
          "Allowed: a prefix length from /8 to /22.",
          "Mend: use a /22.",
        ),
      ],
    },
    {
      it: "refuses a way without NAT",
      ...inNetwork("natMode", "none"),
      problems: [
        told(
          'dev.network.natMode = "none" is something that azure can\'t do.',
          'Allowed: "single", "per-zone".',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses a block of services that is larger than AKS takes",
      ...inNetwork("serviceCidr", "100.80.0.0/12"),
      problems: [
        told(
          "dev.network.serviceCidr = \"100.80.0.0/12\" is of a size that a cluster's services don't have on Azure.",
          "Allowed: a prefix length from /13 to /24.",
          'Mend: use "172.20.0.0/16".',
        ),
      ],
    },
    {
      it: "refuses a block of services that overlaps the pods' own, which the environment doesn't name",
      ...inNetwork("serviceCidr", "100.64.0.0/20"),
      problems: [
        told(
          'dev.network.serviceCidr = "100.64.0.0/20" overlaps podCidr (100.64.0.0/16).',
          "Allowed: blocks that share no address.",
          "Mend: move one of the two to a range that is free.",
        ),
      ],
    },
    {
      it: "refuses a block that AKS uses itself",
      ...inNetwork("podCidr", "172.30.0.0/15"),
      problems: ["172.30.0.0/16", "172.31.0.0/16"].map((reserved) =>
        told(
          `dev.network.podCidr = "172.30.0.0/15" overlaps ${reserved}, which AKS uses itself.`,
          "Allowed: blocks that share no address with 172.30.0.0/16 and 172.31.0.0/16.",
          "Mend: choose another block.",
        ),
      ),
    },
    {
      it: "refuses to keep a log of connections for longer than a year",
      ...inNetwork("flowLogs", { retentionDays: 400 }),
      problems: [
        told(
          "dev.network.flowLogs.retentionDays = 400 is something that azure can't do.",
          "Allowed: 1 to 365.",
          "Mend: use 365.",
        ),
      ],
    },
    {
      it: "refuses a network's name in place of its id, and says nothing of the subnets",
      ...inExisting({ networkId: "hub" }),
      problems: [
        told(
          'dev.network.existing.networkId = "hub" is not the resource id of a virtual network.',
          "Allowed: /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/….",
          "Mend: copy it from `az network vnet list --query [].id`.",
        ),
      ],
    },
    {
      it: "refuses a subnet of another network",
      ...inExisting({ controlPlaneSubnetIds: [subnet("api").replace("hub", "spoke")] }),
      problems: [
        told(
          `dev.network.existing.controlPlaneSubnetIds.0 = "${subnet("api").replace("hub", "spoke")}" is not the resource id of a subnet of that network.`,
          `Allowed: ${networkId}/subnets/….`,
          "Mend: copy it from `az network vnet subnet list --query [].id`.",
        ),
      ],
    },
    {
      it: "refuses public subnets, which would have no effect",
      ...inExisting({ publicSubnetIdsByZone: { "1": subnet("public") } }),
      problems: [
        told(
          `dev.network.existing.publicSubnetIdsByZone = {"1":"${subnet("public")}"} would have no effect, because public load balancers of this cloud are in no subnet.`,
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses to put the API server where it would have to share",
      ...inExisting({ controlPlaneSubnetIds: [subnet("nodes")] }),
      problems: [
        told(
          `dev.network.existing.controlPlaneSubnetIds = ["${subnet("nodes")}"] is not one subnet for the API server alone.`,
          delegated,
          nameSubnet,
        ),
      ],
    },
    {
      it: "refuses to guess the API server's subnet",
      ...inExisting({ controlPlaneSubnetIds: undefined }),
      problems: [told("dev.network.existing.controlPlaneSubnetIds is missing.", delegated, nameSubnet)],
    },
    {
      it: "refuses names of ranges, which an Azure network doesn't have",
      ...inExisting({ podRangeName: "pods", serviceRangeName: "services" }),
      problems: [
        ["podRangeName", "pods"],
        ["serviceRangeName", "services"],
      ].map(([field, value]) =>
        told(
          `dev.network.existing.${field} = "${value}" is something that azure can't do.`,
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ),
    },
  ],
};
