import type { Problem } from "../../contract/problem";
import { unlistedProblems } from "../../contract/shape";
import { gcpRegions } from "./gcp-regions";

/** https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin */
const projectIdForm = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

/** A text that can't be the id of a Google Cloud project. */
export function projectIdProblems(id: string, path: string): Problem[] {
  if (projectIdForm.test(id)) return [];
  return [
    {
      path,
      value: id,
      problem: "is not the id of a Google Cloud project",
      allowed: "6 to 30 lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      mend: "copy it from `gcloud config get-value project`; it is neither the project's name nor its number",
    },
  ];
}

/** A region that Google Cloud doesn't have. */
export function regionProblems(region: string, path: string): Problem[] {
  return unlistedProblems(region, gcpRegions, "is not a Google Cloud region", path);
}
