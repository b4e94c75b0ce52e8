import { yaml } from "./node-files";

/** A chart, and where it comes from. */
export interface Chart {
  readonly chart: string;
  readonly repo: string;
  readonly version: string;
}

/**
 * Has k3s install a chart into `kube-system`. https://docs.k3s.io/add-ons/helm
 *
 * @param bootstrap Whether nodes are ready for others only after it.
 */
export function helmChart(chart: Chart, values: object, bootstrap = false): object {
  return {
    apiVersion: "helm.cattle.io/v1",
    kind: "HelmChart",
    metadata: { name: chart.chart, namespace: "kube-system" },
    spec: {
      ...chart,
      targetNamespace: "kube-system",
      ...(bootstrap ? { bootstrap } : {}),
      valuesContent: yaml(values),
    },
  };
}

/** Lets pods run on the control plane, whose nodes keep others away. */
export const controlPlaneTolerations = [
  { key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" },
  { key: "CriticalAddonsOnly", operator: "Exists" },
];

export const controlPlaneSelector = { "node-role.kubernetes.io/control-plane": "true" };
