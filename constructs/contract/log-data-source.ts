import { at, type ChartValues } from "./chart-values";

/**
 * Values of the chart of Grafana by which it reads the control plane's logs where the cloud keeps them, as the pod's own
 * identity. `k8s/addons/kube-prometheus-stack/values/base.yaml` makes a data source of them.
 *
 * @param type The plugin that speaks with the cloud's log service.
 * @param jsonData What the plugin must know.
 */
export function logDataSource(type: string, jsonData: Readonly<Record<string, unknown>>): ChartValues {
  return at("grafana.controlPlaneLogs", { type, jsonData });
}
