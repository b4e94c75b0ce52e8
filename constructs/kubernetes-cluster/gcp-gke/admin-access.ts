import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface AdminAccessProps {
  readonly project: string;
  readonly location: string;
  readonly clusterName: string;
  /** Members of a policy of Google Cloud: `group:…`. */
  readonly principals: readonly string[];
  /** What must exist before anything is granted. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Lets principals administer this cluster, and no other of the project. GKE knows no grants of its own: the project
 * holds them, on the condition that the cluster is the one.
 * https://docs.cloud.google.com/iam/docs/conditions-resource-attributes
 */
export class AdminAccess extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { project, location, clusterName, principals, after }: AdminAccessProps,
  ) {
    super(scope, id);
    for (const member of principals) {
      new ProjectIamMember(this, constructId(member), {
        project,
        role: "roles/container.admin",
        member,
        condition: {
          title: `cluster ${clusterName}`,
          expression: collections(location)
            .map(
              (collection) => `resource.name.endsWith("/${collection}/${location}/clusters/${clusterName}")`,
            )
            .join(" || "),
        },
        dependsOn: [...after],
      });
    }
  }
}

/** What stands before a location in a cluster's name: Google names those in a zone in two ways. */
function collections(location: string): readonly string[] {
  return /-[a-z]$/.test(location) ? ["locations", "zones"] : ["locations"];
}

/** A principal in the characters of a construct's id, so that different ones stay different. */
function constructId(principal: string): string {
  return principal.replaceAll(".", "_").replaceAll(/[^A-Za-z0-9_]+/g, "-");
}
