import { NetworkWatcherFlowLog } from "@cdktf/provider-azurerm/lib/network-watcher-flow-log";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Construct } from "constructs";
import { privateStorage } from "../../account/azure/storage-settings";
import { networkNames, networkWatcher } from "./names";

export interface VnetFlowLogProps {
  readonly group: ResourceGroup;
  readonly network: VirtualNetwork;
  readonly retentionDays: number;
  readonly subscription: string;
  readonly region: string;
  readonly namePrefix: string;
}

/** A log of the network's accepted and refused connections, in a storage account of its own. */
export class VnetFlowLog extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { group, network, retentionDays, subscription, region, namePrefix }: VnetFlowLogProps,
  ) {
    super(scope, id);
    const names = networkNames(namePrefix);
    const account = new StorageAccount(this, "account", {
      ...privateStorage,
      name: names.flowLogStorage(subscription, region),
      resourceGroupName: group.name,
      location: region,
      accountReplicationType: "ZRS",
      // The log's writer takes the account's key: the provider has no argument yet for an identity in its place.
      sharedAccessKeyEnabled: true,
      // The log's writer is among the services that Azure lets past.
      networkRules: { defaultAction: "Deny", bypass: ["AzureServices"] },
    });
    new NetworkWatcherFlowLog(this, "log", {
      ...networkWatcher(region),
      name: names.flowLog,
      location: region,
      targetResourceId: network.id,
      storageAccountId: account.id,
      enabled: true,
      version: 2,
      // Azure keeps to it by a rule of its own in the account's lifecycle policy; a second policy would overwrite it.
      retentionPolicy: { enabled: true, days: retentionDays },
    });
  }
}
