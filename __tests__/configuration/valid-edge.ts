import { exampleEdge, exampleZones } from "../edge-example";

/** A valid edge but for some fields, in a valid zone but for some. */
export function edge(changes: object = {}, inZone: object = {}) {
  return {
    project: { edge: exampleZones(inZone) },
    dev: { edge: { ...structuredClone(exampleEdge), ...changes } },
  };
}
