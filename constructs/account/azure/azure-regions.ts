/**
 * The public regions with three availability zones, in which storage is kept across zones. Government and China regions
 * have other host names.
 * https://learn.microsoft.com/azure/storage/common/storage-redundancy#zone-redundant-storage
 */
export const azureRegions: readonly string[] = [
  "australiaeast",
  "brazilsouth",
  "canadacentral",
  "centralindia",
  "centralus",
  "eastasia",
  "eastus",
  "eastus2",
  "francecentral",
  "germanywestcentral",
  "israelcentral",
  "italynorth",
  "japaneast",
  "koreacentral",
  "northeurope",
  "norwayeast",
  "polandcentral",
  "qatarcentral",
  "southafricanorth",
  "southcentralus",
  "southeastasia",
  "swedencentral",
  "switzerlandnorth",
  "uaenorth",
  "uksouth",
  "westeurope",
  "westus2",
  "westus3",
];

/**
 * The ones in which AKS puts API servers into a network of one's own.
 * https://learn.microsoft.com/azure/aks/api-server-vnet-integration#availability
 */
export const clusterRegions: readonly string[] = azureRegions.filter((region) => region !== "qatarcentral");

/** The ones that Azure has given no second region, and so no copy there. */
const unpairedRegions: readonly string[] = ["israelcentral", "italynorth", "polandcentral", "qatarcentral"];

/**
 * The regions whose storage Azure can copy to their pair.
 * https://learn.microsoft.com/azure/storage/common/storage-redundancy#geo-zone-redundant-storage
 */
export const pairedAzureRegions: readonly string[] = azureRegions.filter(
  (region) => !unpairedRegions.includes(region),
);
