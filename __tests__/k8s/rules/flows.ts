// Flows between pods by their names, on a rendered platform.
import type { Manifest } from "../../../scripts/render/manifest";
import type { End, Flow } from "../fixtures/flows";
import { operatorPods } from "../fixtures/operator-pods";
import { podsOf } from "../pods";
import { type Outside, type Peer, Traffic } from "./traffic";

/** All pods, those that operators make included. */
export function peersOf(objects: readonly Manifest[]): readonly Peer[] {
  return [...objects.flatMap(podsOf), ...operatorPods];
}

function endOf(end: End, peers: readonly Peer[]): Peer | Outside {
  if (typeof end === "string") return { address: end };
  const [namespace, value] = end;
  const found = peers.find((one) => {
    const { "app.kubernetes.io/name": recommended, app, name } = one.labels;
    return one.namespace === namespace && (recommended ?? app ?? name) === value;
  });
  if (found === undefined) throw new Error(`no pod ${value} in ${namespace}`);
  return found;
}

/** Whether all network policies together let a flow through. */
export function isAllowed([from, to, port]: Flow, objects: readonly Manifest[]): boolean {
  const peers = peersOf(objects);
  return new Traffic(objects).isAllowed(endOf(from, peers), endOf(to, peers), port);
}
