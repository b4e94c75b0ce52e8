// The synthesized stack of an edge, for the tests beside it.
import type { EdgeInput } from "../../../constructs/contract/edge";
import { withEdge, withZones } from "../../edge-example";
import { exampleEnvironment, exampleProject } from "../../examples";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

/** The stack of an environment's edge; a tunnel where it says no other origin. */
export function edgeStack(changes: Partial<EdgeInput> = {}): SynthesizedStack {
  const project = withZones(exampleProject(), { encryption: "full" });
  return stackOf(synthesize(project, [withEdge(exampleEnvironment("prod"), changes)]), "prod-edge");
}

/** The records as `name type content`. */
export function recordsOf(stack: SynthesizedStack): readonly string[] {
  return Object.values(stack.resources("cloudflare_dns_record"))
    .map(({ name, type, content }) => `${name} ${type} ${content}`)
    .sort();
}
