import { globalName } from "../../account/azure/global-names";

/** Names that the network gives, from the environment's prefix; each group of resources has names of its own. */
export function networkNames(namePrefix: string) {
  return {
    resourceGroup: `${namePrefix}-network`,
    virtualNetwork: namePrefix,
    nodeSubnet: (zone: string) => `nodes-${zone}`,
    apiServerSubnet: "api-server",
    securityGroup: `${namePrefix}-subnets`,
    natGateway: (zone: string) => `${namePrefix}-nat-${zone}`,
    flowLog: namePrefix,
    flowLogStorage: (subscription: string, region: string) =>
      globalName(namePrefix, "fl", subscription, region),
  };
}

/** The watcher that Azure itself makes for each region that has a network. */
export function networkWatcher(region: string) {
  return { resourceGroupName: "NetworkWatcherRG", networkWatcherName: `NetworkWatcher_${region}` };
}
