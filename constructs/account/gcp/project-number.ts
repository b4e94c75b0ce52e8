import { DataGoogleProject } from "@cdktf/provider-google/lib/data-google-project";
import type { ProjectService } from "@cdktf/provider-google/lib/project-service";
import type { Construct } from "constructs";
import { RequiredApis } from "./required-apis";

/**
 * A project's number, by which some policies name it. It is read behind one API only: whatever else is switched on
 * later must not make the number unknown in a plan.
 */
export function projectNumber(
  owner: Construct,
  project: string,
): { readonly number: string; readonly enabled: readonly ProjectService[] } {
  const { enabled } = new RequiredApis(owner, "project-api", ["cloudresourcemanager"]);
  const { number } = new DataGoogleProject(owner, "project", {
    projectId: project,
    dependsOn: [...enabled],
  });
  return { number, enabled };
}
