import { STSClient } from "@aws-sdk/client-sts";
import type { Environment } from "../../constructs/contract/environment";
import { assumeRole } from "../stores/assumed-role";
import { azureCredential } from "../stores/azure-credential";
import { httpsAgents } from "../stores/https-agents";
import type { Surroundings } from "../surroundings";
import { awsInventory } from "./aws";
import { azureInventory } from "./azure";
import { connectManagement } from "./azure-management";
import type { CloudInventory } from "./cloud-inventory";
import { gcpInventory } from "./gcp";
import { connectAssets } from "./gcp-assets";
import { hetznerInventory } from "./hetzner";
import { connectHetzner, listWith } from "./hetzner-api";
import { bucketNamesIn } from "./hetzner-buckets";

/** What exists on the cloud of an environment, seen by whom Terraform signs in as. */
export function inventoryOf({ cloud, account }: Environment, surroundings: Surroundings): CloudInventory {
  const { environment } = surroundings;
  switch (cloud) {
    case "aws":
      return ofAwsAccount(account, surroundings);
    case "azure":
      return azureInventory(
        account.id,
        connectManagement(azureCredential(environment, account.tenant ?? "")),
      );
    case "gcp":
      return gcpInventory(account.id, connectAssets(environment, account.deployRole));
    case "hetzner":
      return ofHetznerProject(account, surroundings);
  }
}

function ofHetznerProject({ zones: [location = ""] }: Environment["account"], { environment }: Surroundings) {
  const list = listWith(connectHetzner(environment));
  return hetznerInventory(list, location, bucketNamesIn(location, environment));
}

function ofAwsAccount(
  { region, deployRole: role }: Environment["account"],
  { environment }: Surroundings,
): CloudInventory {
  const requestHandler = httpsAgents(environment);
  if (role === undefined) return awsInventory(region, { requestHandler });
  const sts = new STSClient({ region, requestHandler });
  const credentials = () => assumeRole(sts, { role_arn: role, session_name: "hera" });
  return awsInventory(region, { requestHandler, credentials });
}
