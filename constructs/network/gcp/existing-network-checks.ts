import { namedSubnets, publicSubnetProblems, severalSubnetsProblems } from "../../contract/existing-network";
import type { ExistingNetworkSettings } from "../../contract/network";
import type { Problem } from "../../contract/problem";

const project = "([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]";
const name = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";
const networkForm = new RegExp(`^projects/${project}/global/networks/${name}$`);
const rangeForm = new RegExp(`^${name}$`);

/** What is wrong with a network that somebody else made, for Google Cloud. */
export function existingNetworkProblems(
  network: ExistingNetworkSettings,
  region: string | undefined,
  layer: string,
): Problem[] {
  const { existing } = network;
  const path = `${layer}.existing`;
  const { networkId } = existing;
  return [
    ...(networkForm.test(networkId) ? [] : [notANetwork(`${path}.networkId`, networkId)]),
    ...namedSubnets(network).flatMap(({ field, id }) => subnetworkProblems(`${path}.${field}`, id, region)),
    ...severalSubnetsProblems(network, "subnetwork", path),
    ...publicSubnetProblems(network, path),
    ...rangeNameProblems(existing.podRangeName, "pods", `${path}.podRangeName`),
    ...rangeNameProblems(existing.serviceRangeName, "services", `${path}.serviceRangeName`),
  ];
}

function notANetwork(path: string, value: string): Problem {
  return {
    path,
    value,
    problem: "is not the path of a VPC network",
    allowed: '"projects/<project>/global/networks/<name>"',
    mend: "copy it from `gcloud compute networks list --format='value(selfLink.scope(v1))'`",
  };
}

function subnetworkProblems(path: string, value: string, region: string | undefined): Problem[] {
  const place = region ?? "[a-z0-9-]+";
  if (new RegExp(`^projects/${project}/regions/${place}/subnetworks/${name}$`).test(value)) return [];
  return [
    {
      path,
      value,
      problem:
        region === undefined
          ? "is not the path of a subnetwork"
          : `is not the path of a subnetwork in ${region}`,
      allowed: `"projects/<project>/regions/${region ?? "<region>"}/subnetworks/<name>"`,
      mend: "copy it from `gcloud compute networks subnets list --format='value(selfLink.scope(v1))'`",
    },
  ];
}

function rangeNameProblems(value: string | undefined, what: string, path: string): Problem[] {
  if (value === undefined) {
    return [
      {
        path,
        problem: `is missing, and ${what} take their addresses from a secondary range of the nodes' subnetwork`,
        allowed: "the name of a secondary range",
        mend: "add the field",
      },
    ];
  }
  if (rangeForm.test(value)) return [];
  return [
    {
      path,
      value,
      problem: "is not the name of a secondary range",
      allowed:
        "at most 63 lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      mend: "copy it from `gcloud compute networks subnets describe`",
    },
  ];
}
