import type { Problem } from "../../contract/problem";
import { unlistedProblems } from "../../contract/shape";
import { hetznerLocations } from "./hetzner-locations";

/**
 * The Hetzner Cloud project is the account: it owns the buckets, and every key of its Object Storage reaches all of
 * them. No call says whose key it is, so the id is checked by nobody; it is part of each bucket's name instead, and a
 * key of another project finds no bucket of that name, or one that it may not touch.
 */
export function hetznerProjectProblems(project: string, path: string): Problem[] {
  if (/^[1-9]\d{0,9}$/.test(project)) return [];
  return [
    {
      path,
      value: project,
      problem: "is not the id of a Hetzner Cloud project",
      allowed: "up to ten digits, as text",
      mend: "copy it from the address of the project in Hetzner Console: console.hetzner.com/projects/<id>",
    },
  ];
}

/** A location without Object Storage. */
export function hetznerLocationProblems(location: string, path: string): Problem[] {
  return unlistedProblems(location, hetznerLocations, "is not a location of Hetzner Object Storage", path);
}
