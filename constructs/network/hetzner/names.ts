/** Names that the network gives, from the environment's prefix. */
export function networkNames(namePrefix: string) {
  return {
    network: namePrefix,
    natFirewall: `${namePrefix}-nat`,
    shellFirewall: `${namePrefix}-shells`,
    natHost: (location: string) => `${namePrefix}-nat-${location}`,
    floatingIp: `${namePrefix}-nat`,
  };
}

const natLabel = "hera-nat";

/** The label of an environment's NAT hosts, by which further firewalls find them. */
export function natLabels(namePrefix: string): Readonly<Record<string, string>> {
  return { [natLabel]: namePrefix };
}

/** Selects an environment's NAT hosts. */
export function natSelector(namePrefix: string): string {
  return `${natLabel}=${namePrefix}`;
}
