import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { ValuesByFeature } from "../../contract/chart-values";
import type { BucketPurpose } from "../../contract/feature";
import type { PlatformStores, PlatformStoresProps } from "../../contract/platform-cloud";
import { lokiStorage, tempoStorage, veleroStorage } from "../../contract/storage-values";
import { ApplicationStores } from "../../kubernetes-cluster/azure-aks/application-stores";
import { domainZone } from "./domain-zone";
import { platformContainers } from "./platform-containers";

/** Containers of Blob Storage, secrets of a Key Vault, and a zone of Azure DNS. */
export function azurePlatformStores(scope: Construct, props: PlatformStoresProps): PlatformStores {
  const { account, identities } = props;
  const buckets = platformContainers(scope, props);
  return {
    // The vault is the environment's own.
    secretPrefix: "",
    buckets,
    backupRemote:
      buckets.backups === undefined
        ? ""
        : `:azureblob,account=${storageAccount(scope)},env_auth=true,no_check_container=true:${buckets.backups}`,
    values: values(scope, props, buckets),
    // By the identity of the controller's own pods.
    secretProvider: identities["external-secrets"] && {
      azurekv: {
        authType: "WorkloadIdentity",
        tenantId: account.tenant,
        vaultUrl: ApplicationStores.of(scope).secretsVault.vaultUri,
      },
    },
    acmeSolvers: identities["cert-manager"] === undefined ? [] : [solver(props)],
  };
}

/** The name of the account that the containers are in. */
function storageAccount(scope: Construct): string {
  return ApplicationStores.of(scope).objectStore.name;
}

function values(
  scope: Construct,
  props: PlatformStoresProps,
  { backups, logs, traces }: Readonly<Partial<Record<BucketPurpose, string>>>,
): ValuesByFeature {
  const { account, identities } = props;
  return {
    ...(identities["external-dns"] && { "external-dns": externalDns(props) }),
    ...(backups !== undefined && {
      velero: veleroStorage({
        provider: "azure",
        plugin: "microsoft-azure",
        bucket: backups,
        config: {
          storageAccount: storageAccount(scope),
          storageAccountURI: ApplicationStores.of(scope).objectStore.primaryBlobEndpoint,
          subscriptionId: account.id,
          useAAD: "true",
        },
      }),
    }),
    ...(logs !== undefined && {
      loki: lokiStorage("azure", logs, { accountName: storageAccount(scope), useFederatedToken: true }),
    }),
    ...(traces !== undefined && {
      tempo: tempoStorage("azure", {
        container_name: traces,
        storage_account_name: storageAccount(scope),
        use_federated_token: true,
      }),
    }),
    // For clusters elsewhere, whose pods get their tokens by it.
    "workload-identity-webhook": { azureTenantID: account.tenant },
  };
}

/** https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/azure/#configuration-file */
function externalDns({ platform, dnsZones, account, namePrefix }: PlatformStoresProps) {
  const { resourceGroup, subscriptionId } = domainZone(platform.domain, dnsZones, { namePrefix, account });
  const configuration = {
    tenantId: account.tenant,
    subscriptionId,
    resourceGroup,
    useWorkloadIdentityExtension: true,
  };
  return {
    provider: { name: "azure" },
    secretConfiguration: {
      enabled: true,
      mountPath: "/etc/kubernetes",
      data: { "azure.json": Fn.jsonencode(configuration) },
    },
  };
}

/** https://cert-manager.io/docs/configuration/acme/dns01/azuredns/#managed-identity-using-aad-workload-identity */
function solver({ platform, dnsZones, account, namePrefix, identities }: PlatformStoresProps): object {
  const zone = domainZone(platform.domain, dnsZones, { namePrefix, account });
  return {
    dns01: {
      azureDNS: {
        environment: "AzurePublicCloud",
        subscriptionID: zone.subscriptionId,
        resourceGroupName: zone.resourceGroup,
        hostedZoneName: zone.name,
        managedIdentity: { clientID: identities["cert-manager"]?.principal },
      },
    },
  };
}
