import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { LogAnalyticsWorkspaceTable } from "@cdktf/provider-azurerm/lib/log-analytics-workspace-table";
import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import { Construct } from "constructs";
import { aksNames } from "./names";

/** https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs */
const categories = [
  "kube-apiserver",
  "kube-audit",
  "kube-audit-admin",
  "kube-controller-manager",
  "kube-scheduler",
  "cluster-autoscaler",
  "cloud-controller-manager",
  "guard",
];

/** The tables that these categories are written to, each with a retention of its own. */
const tables = ["AKSAudit", "AKSAuditAdmin", "AKSControlPlane"];

/** The least that a workspace as a whole can be set to; it holds for tables that nothing writes to. */
const leastWorkspaceDays = 30;

export interface ControlPlaneLogsProps {
  readonly namePrefix: string;
  readonly region: string;
  readonly resourceGroupName: string;
  readonly clusterId: string;
  readonly retentionDays: number;
}

/** All of the control plane's logs, in a workspace that is read with Entra ID alone. */
export class ControlPlaneLogs extends Construct {
  readonly workspace: LogAnalyticsWorkspace;

  constructor(
    scope: Construct,
    id: string,
    { namePrefix, region, resourceGroupName, clusterId, retentionDays }: ControlPlaneLogsProps,
  ) {
    super(scope, id);
    this.workspace = new LogAnalyticsWorkspace(this, "workspace", {
      name: aksNames(namePrefix).logWorkspace,
      resourceGroupName,
      location: region,
      sku: "PerGB2018",
      retentionInDays: leastWorkspaceDays,
      localAuthenticationEnabled: false,
    });
    const kept = tables.map(
      (name) =>
        new LogAnalyticsWorkspaceTable(this, `table-${name}`, {
          workspaceId: this.workspace.id,
          name,
          retentionInDays: retentionDays,
          totalRetentionInDays: retentionDays,
        }),
    );
    new MonitorDiagnosticSetting(this, "setting", {
      name: "control-plane",
      targetResourceId: clusterId,
      logAnalyticsWorkspaceId: this.workspace.id,
      logAnalyticsDestinationType: "Dedicated",
      enabledLog: categories.map((category) => ({ category })),
      // No entry is written before it is settled how long it stays.
      dependsOn: kept,
    });
  }
}
