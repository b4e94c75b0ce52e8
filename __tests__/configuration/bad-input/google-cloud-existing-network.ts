import { gcpAccountInput } from "../../gcp-examples";
import { type BadInputs, told } from "../refusal";
import type { Changes } from "../valid-configuration";

const project: Changes = { "clouds.gcp": gcpAccountInput };
const path = "dev.network.existing";
const nodes = "projects/acme-platform-123456/regions/europe-west3/subnetworks/nodes";
const existing = {
  networkId: "projects/acme-platform-123456/global/networks/shared",
  cidr: "10.10.0.0/16",
  privateSubnetIdsByZone: { "europe-west3-a": nodes, "europe-west3-b": nodes },
  podRangeName: "pods",
  serviceRangeName: "services",
};
const subnetwork = 'Allowed: "projects/<project>/regions/europe-west3/subnetworks/<name>".';
const subnetworkMend =
  "Mend: copy it from `gcloud compute networks subnets list --format='value(selfLink.scope(v1))'`.";

/** The environment in an existing network on Google Cloud, with one mistake. */
function inExisting(changes: Changes): Changes {
  return { cloud: "gcp", network: { existing: { ...existing, ...changes } } };
}

export const badGoogleCloudExistingNetwork: BadInputs = {
  about: "an existing network on Google Cloud",
  cases: [
    {
      it: "refuses a network by its name",
      project,
      dev: inExisting({ networkId: "shared" }),
      problems: [
        told(
          `${path}.networkId = "shared" is not the path of a VPC network.`,
          'Allowed: "projects/<project>/global/networks/<name>".',
          "Mend: copy it from `gcloud compute networks list --format='value(selfLink.scope(v1))'`.",
        ),
      ],
    },
    {
      it: "refuses a subnetwork of another region",
      project,
      dev: inExisting({ controlPlaneSubnetIds: [nodes.replace("west3", "west4")] }),
      problems: [
        told(
          `${path}.controlPlaneSubnetIds.0 = "${nodes.replace("west3", "west4")}" is not the path of a subnetwork in europe-west3.`,
          subnetwork,
          subnetworkMend,
        ),
      ],
    },
    {
      it: "refuses another cloud's ids",
      project,
      dev: inExisting({
        privateSubnetIdsByZone: { "europe-west3-a": "subnet-1", "europe-west3-b": "subnet-1" },
      }),
      problems: ["europe-west3-a", "europe-west3-b"].map((zone) =>
        told(
          `${path}.privateSubnetIdsByZone.${zone} = "subnet-1" is not the path of a subnetwork in europe-west3.`,
          subnetwork,
          subnetworkMend,
        ),
      ),
    },
    {
      it: "refuses a subnetwork for each zone",
      project,
      dev: inExisting({
        privateSubnetIdsByZone: { "europe-west3-a": nodes, "europe-west3-b": `${nodes}-b` },
      }),
      problems: [
        told(
          `${path}.privateSubnetIdsByZone = {"europe-west3-a":"${nodes}","europe-west3-b":"${nodes}-b"} names several subnetworks, and a cluster has its nodes in one, which spans the zones.`,
          "Allowed: the same subnetwork for each zone.",
          "Mend: name one for all of them.",
        ),
      ],
    },
    {
      it: "refuses public subnetworks",
      project,
      dev: inExisting({ publicSubnetIdsByZone: { "europe-west3-a": nodes } }),
      problems: [
        told(
          `${path}.publicSubnetIdsByZone = {"europe-west3-a":"${nodes}"} would have no effect, because public load balancers of this cloud are in no subnet.`,
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses several subnetworks for the control plane's endpoint",
      project,
      dev: inExisting({ controlPlaneSubnetIds: [nodes, `${nodes}-b`] }),
      problems: [
        told(
          `${path}.controlPlaneSubnetIds = ["${nodes}","${nodes}-b"] doesn't name one subnetwork, which is where the control plane has its private addresses.`,
          "Allowed: one subnetwork.",
          "Mend: name one, or remove the field to use that of the nodes.",
        ),
      ],
    },
    {
      it: "needs the names of the ranges",
      project,
      dev: inExisting({ podRangeName: undefined, serviceRangeName: undefined }),
      problems: [
        told(
          `${path}.podRangeName is missing, and pods take their addresses from a secondary range of the nodes' subnetwork.`,
          "Allowed: the name of a secondary range.",
          "Mend: add the field.",
        ),
        told(
          `${path}.serviceRangeName is missing, and services take their addresses from a secondary range of the nodes' subnetwork.`,
          "Allowed: the name of a secondary range.",
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "refuses a block in place of a range's name",
      project,
      dev: inExisting({ podRangeName: "100.64.0.0/16" }),
      problems: [
        told(
          `${path}.podRangeName = "100.64.0.0/16" is not the name of a secondary range.`,
          "Allowed: at most 63 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: copy it from `gcloud compute networks subnets describe`.",
        ),
      ],
    },
  ],
};
