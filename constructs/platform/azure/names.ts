/** The resource group of the domain's zone. */
export function dnsGroup(namePrefix: string): string {
  return `${namePrefix}-dns`;
}
