import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import { writableDnsZones } from "../../contract/dns-zone";
import {
  permissionsElsewhere,
  type WorkloadFederation,
  type WorkloadFederationProps,
} from "../../contract/workload-federation";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { ApplicationStores } from "../../kubernetes-cluster/azure-aks/application-stores";
import { aksNames } from "../../kubernetes-cluster/azure-aks/names";
import { AzureWorkloadIdentity } from "../../kubernetes-cluster/azure-aks/workload-identity";
import { federatedGrants } from "../../kubernetes-cluster/azure-aks/workload-permissions";

/** Managed identities for the pods of a cluster that stands elsewhere, by the tokens that it signs. */
export class AzureWorkloadFederation extends Construct implements WorkloadFederation {
  private readonly tenantId: string;
  private readonly group: ResourceGroup;
  private readonly stores: ApplicationStores;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkloadFederationProps,
  ) {
    super(scope, id);
    const { namePrefix, account, region, deletionProtection } = props;
    const { tenant } = account;
    if (tenant === undefined) throw new Error("An Azure account needs a tenant.");
    this.tenantId = tenant;
    this.group = new ResourceGroup(this, "group", {
      name: aksNames(namePrefix).workloadsGroup,
      location: region,
    });
    this.stores = new ApplicationStores(this, "stores", {
      namePrefix,
      account,
      tenantId: tenant,
      resourceGroupName: this.group.name,
      deletionProtection,
    });
  }

  grant(identity: WorkloadIdentitySettings): WorkloadIdentity {
    const { namePrefix, account, region, dnsZone, issuer } = this.props;
    const scopes = { stores: this.stores, dnsZones: writableDnsZones(account, dnsZone) };
    const { annotations, ...others } = new AzureWorkloadIdentity(this, `workload-${identity.name}`, {
      namePrefix,
      region,
      resourceGroupName: this.group.name,
      issuer: issuer.url,
      published: issuer.published,
      identity,
      grants: permissionsElsewhere(identity).flatMap((permission) =>
        federatedGrants(permission, scopes, identity.buckets),
      ),
    }).outputs;
    // On AKS the webhook that reads the annotations knows the tenant by itself.
    return { ...others, annotations: { ...annotations, "azure.workload.identity/tenant-id": this.tenantId } };
  }
}
