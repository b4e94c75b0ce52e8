import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { accessLogOf } from "./names";

export interface AccessLogProps {
  readonly settings: StateBackendSettings;
  readonly group: ResourceGroup;
  readonly account: StorageAccount;
}

/** A log of every call to the blobs, in the table `StorageBlobLogs` of a workspace. */
export class AccessLog extends Construct {
  constructor(scope: Construct, id: string, { settings, group, account }: AccessLogProps) {
    super(scope, id);
    const workspace = new LogAnalyticsWorkspace(this, "workspace", {
      name: accessLogOf(settings),
      resourceGroupName: group.name,
      location: settings.location,
      sku: "PerGB2018",
      retentionInDays: settings.accessLogDays,
      // Readers sign in with Entra ID, not with the workspace's keys.
      localAuthenticationEnabled: false,
      lifecycle: { preventDestroy: settings.deletionProtection },
    });
    new MonitorDiagnosticSetting(this, "setting", {
      name: "access-log",
      targetResourceId: `${account.id}/blobServices/default`,
      logAnalyticsWorkspaceId: workspace.id,
      enabledLog: ["StorageRead", "StorageWrite", "StorageDelete"].map((category) => ({ category })),
    });
  }
}
