import type { ChartValues } from "./chart-values";

/**
 * Values of the chart of Grafana by which it reads the control plane's logs where the cloud keeps them, as the pod's own
 * identity. https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
 *
 * @param type The plugin that speaks with the cloud's log service.
 * @param jsonData What the plugin must know.
 */
export function logDataSource(type: string, jsonData: Readonly<Record<string, unknown>>): ChartValues {
  const datasources = [
    { name: "Control plane", uid: "control-plane", type, access: "proxy", editable: false, jsonData },
  ];
  return {
    extraManifests: [
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        // A program beside Grafana brings it what has this label.
        metadata: { name: "grafana-control-plane-logs", labels: { grafana_datasource: "1" } },
        data: { "control-plane.yaml": JSON.stringify({ apiVersion: 1, datasources }) },
      },
    ],
  };
}
