import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  serviceAccountSubject,
  type WorkloadIdentity,
  type WorkloadIdentitySettings,
} from "../../contract/workload-identity";
import { aksNames } from "./names";
import { grantRole, type RoleGrant } from "./role-grant";

/** What tokens for Azure are for. */
export const tokenAudience = "api://AzureADTokenExchange";

export interface AzureWorkloadIdentityProps {
  readonly namePrefix: string;
  readonly region: string;
  readonly resourceGroupName: string;
  /** The issuer of the cluster's service account tokens. */
  readonly issuer: string;
  /**
   * What must exist before the issuer is believed.
   * @default nothing
   */
  readonly published?: readonly ITerraformDependable[];
  readonly identity: WorkloadIdentitySettings;
  /** What the identity may do. */
  readonly grants: readonly RoleGrant[];
}

/** A managed identity that the pods of one service account act as, by the tokens that the cluster issues to them. */
export class AzureWorkloadIdentity extends Construct {
  readonly outputs: WorkloadIdentity;

  constructor(scope: Construct, id: string, props: AzureWorkloadIdentityProps) {
    super(scope, id);
    const { resourceGroupName, identity, issuer, published } = props;
    const {
      id: parentId,
      clientId,
      principalId,
    } = new UserAssignedIdentity(this, "identity", {
      name: aksNames(props.namePrefix).workloadIdentity(identity.name),
      resourceGroupName,
      location: props.region,
    });
    new FederatedIdentityCredential(this, "credential", {
      name: "service-account",
      parentId,
      resourceGroupName,
      issuer,
      subject: serviceAccountSubject(identity),
      audience: [tokenAudience],
      ...(published === undefined ? {} : { dependsOn: [...published] }),
    });
    for (const grant of props.grants) grantRole(this, `grant-${grant.id}`, principalId, grant);
    // https://learn.microsoft.com/azure/aks/workload-identity-overview#service-account-labels-and-annotations
    this.outputs = {
      principal: clientId,
      annotations: { "azure.workload.identity/client-id": clientId },
      podLabels: { "azure.workload.identity/use": "true" },
    };
  }
}
