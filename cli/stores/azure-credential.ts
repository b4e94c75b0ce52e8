// Signs in as Terraform's azurerm backend would with the same variables.
import {
  ClientAssertionCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  type TokenCredential,
} from "@azure/identity";

/** Environment variables by name. */
type Variables = Readonly<Record<string, string>>;

/**
 * A service principal by Terraform's `ARM_…` variables, with its secret or a CI service's token; else whoever the Azure
 * SDK finds, such as the user of `az login`.
 */
export function azureCredential(variables: Variables, tenant: string): TokenCredential {
  const { ARM_CLIENT_ID: client, ARM_CLIENT_SECRET: secret, ARM_OIDC_TOKEN: token } = variables;
  if (client !== undefined && variables.ARM_USE_OIDC === "true" && token !== undefined) {
    return new ClientAssertionCredential(tenant, client, () => Promise.resolve(token));
  }
  if (client !== undefined && secret !== undefined) return new ClientSecretCredential(tenant, client, secret);
  return new DefaultAzureCredential({ tenantId: tenant });
}
