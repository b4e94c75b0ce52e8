import { networkNames } from "../../../constructs/network/azure/names";

/** The longest prefix that the names of a project and an environment make. */
const longest = "a2345678901234567890-a23456789012";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
test("the longest names that the contract takes fit", () => {
  const names = networkNames(longest);
  expect(names.resourceGroup.length).toBeLessThanOrEqual(90);
  expect(names.virtualNetwork.length).toBeLessThanOrEqual(64);
  for (const name of [names.natGateway("3"), names.securityGroup, names.flowLog]) {
    expect(name.length).toBeLessThanOrEqual(80);
  }
});

test("the log's account has a name that no other environment, region or subscription has", () => {
  const places = [
    ["acme-dev", "one", "westeurope"],
    ["acme-prod", "one", "westeurope"],
    ["acmed-ev", "one", "westeurope"],
    ["acme-dev", "two", "westeurope"],
    ["acme-dev", "one", "northeurope"],
    [longest, "one", "westeurope"],
  ] as const;
  const names = places.map(([prefix, subscription, region]) =>
    networkNames(prefix).flowLogStorage(subscription, region),
  );
  expect(new Set(names).size).toBe(places.length);
  // What a storage account may be called.
  for (const name of names) expect(name).toMatch(/^[a-z0-9]{3,24}$/);
});
