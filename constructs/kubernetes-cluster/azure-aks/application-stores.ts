import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { Lazy, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { privateStorage } from "../../account/azure/storage-settings";
import type { Account } from "../../contract/project";
import { aksGlobalNames } from "./names";
import { vaultSoftDeleteDays } from "./secrets-key";

export interface ApplicationStoresProps {
  readonly namePrefix: string;
  readonly account: Account;
  readonly tenantId: string;
  readonly resourceGroupName: string;
  readonly deletionProtection: boolean;
}

/** Days for which what was deleted can be brought back, at the least that Azure allows. */
const softDeleteDays = 7;

/**
 * What the environment's workloads keep things in, each made when the first of them is allowed to use it. Azure gives
 * roles on whole stores, so that an environment has its own ones. They answer every network, and identities alone: as
 * secrets and buckets do on other clouds.
 */
export class ApplicationStores extends Construct {
  private vault: KeyVault | undefined;
  private storage: StorageAccount | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ApplicationStoresProps,
  ) {
    super(scope, id);
  }

  /** The stores of the cluster in a scope's stack. */
  static of(scope: Construct): ApplicationStores {
    const { node } = TerraformStack.of(scope);
    const found = node.findAll().find((one): one is ApplicationStores => one instanceof ApplicationStores);
    if (found === undefined) throw new Error("the stack has no cluster whose workloads keep things on Azure");
    return found;
  }

  /** The vault of the workloads' secrets. */
  get secretsVault(): KeyVault {
    const { namePrefix, account } = this.props;
    this.vault ??= new KeyVault(this, "secrets", {
      ...this.place(),
      name: aksGlobalNames(namePrefix, account).secretsVault,
      tenantId: this.props.tenantId,
      skuName: "standard",
      rbacAuthorizationEnabled: true,
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: vaultSoftDeleteDays,
      lifecycle: this.lifecycle(),
    });
    return this.vault;
  }

  /** The storage account of the workloads' containers. */
  get objectStore(): StorageAccount {
    const { namePrefix, account } = this.props;
    this.storage ??= new StorageAccount(this, "objects", {
      ...this.place(),
      ...privateStorage,
      name: aksGlobalNames(namePrefix, account).objectStore,
      accountReplicationType: "ZRS",
      sharedAccessKeyEnabled: false,
      blobProperties: {
        deleteRetentionPolicy: { days: softDeleteDays },
        containerDeleteRetentionPolicy: { days: softDeleteDays },
      },
      lifecycle: this.lifecycle(),
    });
    return this.storage;
  }

  /** The id of one of the containers there. Where the stack makes the container, whatever takes the id waits for it. */
  containerId(name: string): string {
    const { id: accountId } = this.objectStore;
    // Identities are made before containers.
    return Lazy.stringValue({
      produce: () =>
        TerraformStack.of(this)
          .node.findAll()
          .find((one): one is StorageContainer => one instanceof StorageContainer && one.nameInput === name)
          ?.id ?? `${accountId}/blobServices/default/containers/${name}`,
    });
  }

  private place() {
    return { resourceGroupName: this.props.resourceGroupName, location: this.props.account.region };
  }

  private lifecycle() {
    return { preventDestroy: this.props.deletionProtection };
  }
}
