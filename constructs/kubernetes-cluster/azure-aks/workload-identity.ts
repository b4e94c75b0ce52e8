import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Construct } from "constructs";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { aksNames } from "./names";
import { grantRole } from "./role-grant";
import { type PermissionScopes, permissionGrants } from "./workload-permissions";

export interface AksWorkloadIdentityProps extends PermissionScopes {
  readonly namePrefix: string;
  readonly region: string;
  readonly resourceGroupName: string;
  /** The issuer of the cluster's service account tokens. */
  readonly issuer: string;
  readonly identity: WorkloadIdentitySettings;
}

/** A managed identity that the pods of one service account act as, by the tokens that the cluster issues to them. */
export class AksWorkloadIdentity extends Construct {
  readonly outputs: WorkloadIdentity;

  constructor(scope: Construct, id: string, props: AksWorkloadIdentityProps) {
    super(scope, id);
    const { resourceGroupName, identity } = props;
    const { name, namespace, serviceAccount, permissions } = identity;
    const {
      id: parentId,
      clientId,
      principalId,
    } = new UserAssignedIdentity(this, "identity", {
      name: aksNames(props.namePrefix).workloadIdentity(name),
      resourceGroupName,
      location: props.region,
    });
    new FederatedIdentityCredential(this, "credential", {
      name: "service-account",
      parentId,
      resourceGroupName,
      issuer: props.issuer,
      subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
      audience: ["api://AzureADTokenExchange"],
    });
    for (const grant of permissions.flatMap((permission) => permissionGrants(permission, props))) {
      grantRole(this, `grant-${grant.id}`, principalId, grant);
    }
    // https://learn.microsoft.com/azure/aks/workload-identity-overview#service-account-labels-and-annotations
    this.outputs = {
      principal: clientId,
      annotations: { "azure.workload.identity/client-id": clientId },
      podLabels: { "azure.workload.identity/use": "true" },
    };
  }
}
