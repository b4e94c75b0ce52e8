import {
  hetznerLocationProblems,
  hetznerProjectProblems,
} from "../../account/hetzner/hetzner-account-checks";
import { nameProblems } from "../../contract/names";
import type { Problem } from "../../contract/problem";
import type { StateBackendSettings } from "../../contract/state-backend";
import { bucketOf } from "./names";

/** What is wrong with a state backend's settings for Hetzner Object Storage. */
export function hetznerStateProblems(settings: StateBackendSettings, path: string): Problem[] {
  const names = ["bootstrap", ...settings.environments].map((owner) => bucketOf(settings, owner));
  return [
    ...hetznerProjectProblems(settings.account, `${path}.account`),
    ...hetznerLocationProblems(settings.location, `${path}.location`),
    ...nameProblems(
      "project.name",
      names.map((name) => ({ kind: "Object Storage bucket", name, limit: 63 })),
    ),
  ];
}
