import { blockSizeProblems } from "../../contract/address-plan";
import { contains, prefixLength } from "../../contract/cidr";
import type { DraftEnvironment } from "../../contract/environment";
import { nameProblems } from "../../contract/names";
import { type ExistingNetworkSettings, isExisting, type NetworkSettings } from "../../contract/network";
import { isolationProblems } from "../../contract/network-checks";
import type { Problem } from "../../contract/problem";
import { longestNetworkPrefix, longestPodPrefix } from "./address-plan";
import { networkNames } from "./names";

/** What is wrong with an environment's network for AWS, beyond what no cloud could do. */
export function awsNetworkProblems({ name, network }: DraftEnvironment, namePrefix: string): Problem[] {
  const names = networkNames(namePrefix);
  const tooLong = nameProblems(`${name}.name`, [
    { kind: "IAM role", name: names.flowLogRole, limit: 64 },
    { kind: "EC2 security group", name: names.endpointSecurityGroup, limit: 255 },
  ]);
  if (network === undefined) return tooLong;
  const path = `${name}.network`;
  const ofKind = isExisting(network) ? existingProblems(network, path) : newVpcProblems(network, path);
  return [...tooLong, ...serviceCidrProblems(network.serviceCidr, path), ...ofKind];
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html; how small a block may be is the plan's matter. */
const vpcBlock = { largest: 16, what: "a block of a VPC" };

function newVpcProblems(network: NetworkSettings, path: string): Problem[] {
  const { cidr, podCidr, privateServiceAccess } = network;
  return [
    ...blockSizeProblems(`${path}.cidr`, cidr, { ...vpcBlock, smallest: longestNetworkPrefix }),
    ...(podCidr === undefined
      ? []
      : blockSizeProblems(`${path}.podCidr`, podCidr, { ...vpcBlock, smallest: longestPodPrefix })),
    ...(podCidr === undefined ? [] : podCidrProblems(cidr, podCidr, path)),
    ...isolationProblems(network, path),
    ...(privateServiceAccess && prefixLength(cidr) === 22 ? [noRoomForEndpoints(cidr, path)] : []),
  ];
}

/**
 * A further block must be of the first one's private range or of 100.64.0.0/10.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 */
function podCidrProblems(cidr: string, podCidr: string, path: string): Problem[] {
  const own = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].find((range) => contains(range, cidr));
  const allowed = [...(own === undefined ? [] : [own]), "100.64.0.0/10"];
  if (allowed.some((range) => contains(range, podCidr))) return [];
  return [
    {
      path: `${path}.podCidr`,
      value: podCidr,
      problem: `is a block that AWS doesn't add to a VPC of ${cidr}`,
      allowed: `a block within ${allowed.join(" or ")}`,
      mend: "choose a free block there",
    },
  ];
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
function serviceCidrProblems(serviceCidr: string, path: string): Problem[] {
  const length = prefixLength(serviceCidr);
  const isAllowed = length >= 12 && length <= 24 && !contains("100.64.0.0/10", serviceCidr);
  if (isAllowed) return [];
  return [
    {
      path: `${path}.serviceCidr`,
      value: serviceCidr,
      problem: "is a block that EKS refuses for services",
      allowed: "a /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
      mend: 'use "172.20.0.0/16"',
    },
  ];
}

/** A /22 gives /28 subnets with 11 addresses; 13 endpoints and the control plane's 6 free ones need 19. */
function noRoomForEndpoints(cidr: string, path: string): Problem {
  return {
    path: `${path}.cidr`,
    value: cidr,
    problem: "is too small for the endpoints of privateServiceAccess",
    allowed: "a prefix length from /16 to /21",
    mend: "use a /21, or turn privateServiceAccess off",
  };
}

function existingProblems({ existing }: ExistingNetworkSettings, path: string): Problem[] {
  const subnets = {
    ...prefixed("privateSubnetIdsByZone", existing.privateSubnetIdsByZone),
    ...prefixed("publicSubnetIdsByZone", existing.publicSubnetIdsByZone),
    ...prefixed("controlPlaneSubnetIds", existing.controlPlaneSubnetIds ?? []),
  };
  return [
    ...idProblems(`${path}.existing.networkId`, existing.networkId, "vpc"),
    ...controlPlaneProblems(existing.controlPlaneSubnetIds, `${path}.existing.controlPlaneSubnetIds`),
    ...Object.entries(subnets).flatMap(([field, id]) =>
      idProblems(`${path}.existing.${field}`, id, "subnet"),
    ),
  ];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
function controlPlaneProblems(subnets: readonly string[] | undefined, path: string): Problem[] {
  if (subnets === undefined || new Set(subnets).size >= 2) return [];
  return [
    {
      path,
      value: subnets,
      problem: "is too few subnets for an EKS control plane",
      allowed: "two or more, in different zones",
      mend: "name another one, or remove the field to use the private subnets",
    },
  ];
}

function prefixed(
  field: string,
  ids: Readonly<Record<string, string>> | readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).map(([key, id]) => [`${field}.${key}`, id]));
}

function idProblems(path: string, id: string, kind: "vpc" | "subnet"): Problem[] {
  if (new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) return [];
  return [
    {
      path,
      value: id,
      problem: `is not the id of a ${kind === "vpc" ? "VPC" : kind}`,
      allowed: `"${kind}-" and 8 or 17 hexadecimal digits`,
      mend: `copy the id from \`aws ec2 describe-${kind}s\``,
    },
  ];
}
