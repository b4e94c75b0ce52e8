import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import type { StateRole as Role } from "../../contract/backend-block";
import { keepLeftOut } from "../../contract/left-out-resources";
import { accessTo, type StateBackendOutputs, type StateBackendSettings } from "../../contract/state-backend";
import { bucketOutputs, stateBuckets } from "../../contract/state-buckets";
import { AccessLog } from "./access-log";
import { keptResources } from "./kept-resources";
import { accessLogOf, containerOf, resourceGroupOf } from "./names";
import { StateAccount } from "./state-account";
import { StateKey } from "./state-key";
import { StateRole } from "./state-role";

/** Where the state of all environments lives on Azure: a storage account, and what encrypts, guards and watches it. */
export class AzureStateBackend extends Construct {
  readonly outputs: StateBackendOutputs;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    const group = new ResourceGroup(this, "group", {
      name: resourceGroupOf(settings),
      location: settings.location,
      lifecycle: { preventDestroy: settings.deletionProtection },
    });
    const key =
      settings.encryption === "customer-key" ? new StateKey(this, "key", { settings, group }) : undefined;
    const { account } = new StateAccount(this, "state", {
      settings,
      group,
      containers: stateBuckets(settings, containerOf).map(({ name }) => name),
      key,
    });
    if (settings.accessLogDays > 0) new AccessLog(this, "access-log", { settings, group, account });
    const clientIds = (role: Role) => rolesOf(this, role, settings, group);
    keepLeftOut(this, keptResources);
    this.outputs = {
      ...bucketOutputs(settings, containerOf),
      encryptionKeyId: key?.keyId ?? "",
      accessLogBucket: settings.accessLogDays > 0 ? accessLogOf(settings) : "",
      planRoles: clientIds("plan"),
      applyRoles: clientIds("apply"),
    };
  }
}

/** Makes a role for each environment that names somebody; gives the client ids of those that CI services sign in to. */
function rolesOf(
  backend: Construct,
  role: Role,
  settings: StateBackendSettings,
  group: ResourceGroup,
): Record<string, string> {
  const named = settings.environments.filter((name) => accessTo(settings, name)[role].length > 0);
  const roles = named.map((environment) => {
    const { clientId } = new StateRole(backend, `${role}-${environment}`, {
      settings,
      environment,
      role,
      group,
    });
    return [environment, clientId] as const;
  });
  return Object.fromEntries(roles.filter(([, clientId]) => clientId !== ""));
}
