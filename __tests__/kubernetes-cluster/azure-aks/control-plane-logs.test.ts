import { reference } from "../../jsonencoded";
import { clusterOnAzure } from "./cluster-on-azure";

const stack = clusterOnAzure({ cluster: { controlPlaneLogs: { retentionDays: 7 } } });
const workspace = reference("azurerm_log_analytics_workspace.cluster_logs_workspace.id");

test("all of the control plane's logs go to tables of their own", () => {
  expect(stack.only("azurerm_monitor_diagnostic_setting")).toMatchObject({
    target_resource_id: reference("azurerm_kubernetes_cluster.cluster_control-plane_cluster.id"),
    log_analytics_workspace_id: workspace,
    log_analytics_destination_type: "Dedicated",
    enabled_log: [
      "kube-apiserver",
      "kube-audit",
      "kube-audit-admin",
      "kube-controller-manager",
      "kube-scheduler",
      "cluster-autoscaler",
      "cloud-controller-manager",
      "guard",
    ].map((category) => ({ category })),
  });
});

test("each table keeps them for as long as asked, before anything is written to it", () => {
  const tables = stack.resources("azurerm_log_analytics_workspace_table");
  expect(Object.values(tables)).toEqual(
    ["AKSAudit", "AKSAuditAdmin", "AKSControlPlane"].map((name) => ({
      workspace_id: workspace,
      name,
      retention_in_days: 7,
      total_retention_in_days: 7,
    })),
  );
  expect(stack.only("azurerm_monitor_diagnostic_setting").depends_on).toEqual(
    Object.keys(tables).map((name) => `azurerm_log_analytics_workspace_table.${name}`),
  );
});

test("the workspace is read with Entra ID alone, and is where the outputs say", () => {
  expect(stack.only("azurerm_log_analytics_workspace")).toMatchObject({
    sku: "PerGB2018",
    retention_in_days: 30,
    local_authentication_enabled: false,
  });
  expect(stack.outputs.logDestination).toBe(workspace);
});

test("logs can be off", () => {
  const off = clusterOnAzure({ cluster: { controlPlaneLogs: "off" } });
  expect(off.addresses.filter((address) => /log_analytics|diagnostic/.test(address))).toEqual([]);
  expect(off.outputs.logDestination).toBe("");
});
