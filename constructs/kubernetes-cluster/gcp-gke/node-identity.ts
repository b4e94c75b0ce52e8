import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/**
 * What a node does itself, and no more: send logs and metrics, and pull images. Pods act as identities of their own.
 * https://docs.cloud.google.com/kubernetes-engine/security/configure-node-service-accounts
 */
const roles: Readonly<Record<string, string>> = {
  node: "roles/container.defaultNodeServiceAccount",
  images: "roles/artifactregistry.reader",
};

export interface NodeIdentityProps {
  readonly accountId: string;
  readonly project: string;
  /** What must exist before the identity. */
  readonly after: readonly ITerraformDependable[];
}

/** The service account that nodes act as, instead of the project's own one with its many rights. */
export class NodeIdentity extends Construct {
  readonly email: string;
  /** What must exist before a node can do its work. */
  readonly grants: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { accountId, project, after }: NodeIdentityProps) {
    super(scope, id);
    const account = new ServiceAccount(this, "account", {
      accountId,
      displayName: "GKE nodes",
      dependsOn: [...after],
    });
    this.grants = Object.entries(roles).map(
      ([name, role]) => new ProjectIamMember(this, name, { project, role, member: account.member }),
    );
    this.email = account.email;
  }
}
