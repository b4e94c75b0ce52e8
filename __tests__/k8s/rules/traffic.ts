// Which connections NetworkPolicies let through: https://kubernetes.io/docs/concepts/services-networking/network-policies/
import { at, type Fields, listAt, type Manifest, nameOf, textsAt } from "../../../scripts/render/manifest";
import { isSelected } from "../../../scripts/render/selectors";

/** A pod as network policies see it. */
export interface Peer {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Somebody outside of the cluster, by an address. */
export interface Outside {
  readonly address: string;
}

/** What decides: the policies, and the labels of namespaces. */
export class Traffic {
  private readonly policies: readonly Manifest[];
  private readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;

  constructor(objects: readonly Manifest[]) {
    this.policies = objects.filter(({ kind }) => kind === "NetworkPolicy");
    const made = objects.filter(({ kind }) => kind === "Namespace");
    this.namespaces = new Map(
      made.map((one) => [one.metadata.name, textsAt(one, "metadata", "labels")] as const),
    );
  }

  /** Whether a connection is let out where it begins, and in where it ends. */
  isAllowed(from: Peer | Outside, to: Peer | Outside, port: number, protocol = "TCP"): boolean {
    return (
      this.lets("Egress", "egress", "to", from, to, port, protocol) &&
      this.lets("Ingress", "ingress", "from", to, from, port, protocol)
    );
  }

  /** Policies whose pods there are not: they do nothing, or not what somebody meant. */
  idlePolicies(pods: readonly Peer[]): readonly string[] {
    return this.policies
      .filter(
        (policy) =>
          Object.keys(textsAt(policy, "spec", "podSelector", "matchLabels")).length > 0 ||
          listAt(policy, "spec", "podSelector", "matchExpressions").length > 0,
      )
      .filter((policy) => !pods.some((pod) => isOf(policy, pod)))
      .map(nameOf);
  }

  /** Selectors of peers that choose no pod, those of whole namespaces aside. */
  idlePeers(pods: readonly Peer[]): readonly string[] {
    return this.policies.flatMap((policy) =>
      [...rulesOf(policy, "ingress", "from"), ...rulesOf(policy, "egress", "to")]
        .filter((peer) => peer.podSelector !== undefined)
        .filter((peer) => !pods.some((pod) => this.isPeer(peer, policy.metadata.namespace, pod)))
        .map((peer) => `${nameOf(policy)}: nothing is ${JSON.stringify(peer)}`),
    );
  }

  private lets(
    type: "Egress" | "Ingress",
    rules: "egress" | "ingress",
    side: "to" | "from",
    pod: Peer | Outside,
    other: Peer | Outside,
    port: number,
    protocol: string,
  ): boolean {
    if ("address" in pod) return true;
    const own = this.policies.filter((policy) => isOf(policy, pod) && typesOf(policy).includes(type));
    return (
      own.length === 0 ||
      own.some((policy) =>
        listAt(policy, "spec", rules).some((rule) => {
          const peers = listAt(rule, side);
          const ports = listAt(rule, "ports");
          const isPeer = peers.some((peer) => this.isPeer(peer, policy.metadata.namespace, other));
          const isPort = ports.some((one) => one.port === port && (one.protocol ?? "TCP") === protocol);
          return (peers.length === 0 || isPeer) && (ports.length === 0 || isPort);
        }),
      )
    );
  }

  private isPeer(peer: Fields, namespace: string | undefined, other: Peer | Outside): boolean {
    if ("address" in other) return peer.ipBlock !== undefined && isWithin(other.address, peer.ipBlock);
    // A cluster's network may or may not show pods by their addresses: a flow between pods must not hang on it.
    if (peer.ipBlock !== undefined) return false;
    const isNamespace =
      peer.namespaceSelector === undefined
        ? other.namespace === namespace
        : isSelected(peer.namespaceSelector, this.labelsOf(other.namespace));
    return isNamespace && isSelected(peer.podSelector ?? {}, other.labels);
  }

  private labelsOf(namespace: string): Readonly<Record<string, string>> {
    return { ...this.namespaces.get(namespace), "kubernetes.io/metadata.name": namespace };
  }
}

function isOf(policy: Manifest, { namespace, labels }: Peer): boolean {
  return policy.metadata.namespace === namespace && isSelected(at(policy, "spec", "podSelector"), labels);
}

function typesOf(policy: Manifest): readonly unknown[] {
  const types = at(policy, "spec", "policyTypes");
  return Array.isArray(types) ? types : [];
}

function rulesOf(policy: Manifest, rules: string, side: string): readonly Fields[] {
  return listAt(policy, "spec", rules).flatMap((rule) => listAt(rule, side));
}

function isWithin(address: string, block: unknown): boolean {
  const except = at(block, "except");
  const isExcepted = Array.isArray(except) && except.some((one) => covers(String(one), address));
  return covers(String(at(block, "cidr")), address) && !isExcepted;
}

function covers(cidr: string, address: string): boolean {
  const [network = "", length = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(length));
  return Math.floor(numberOf(network) / size) === Math.floor(numberOf(address) / size);
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}
