import { yaml } from "./node-files";

/** A chart, and where it comes from. */
export interface Chart {
  readonly chart: string;
  readonly repo: string;
  readonly version: string;
}

/** Has k3s install a chart into `kube-system`. https://docs.k3s.io/add-ons/helm */
export function helmChart(chart: Chart, values: object): object {
  return {
    apiVersion: "helm.cattle.io/v1",
    kind: "HelmChart",
    metadata: { name: chart.chart, namespace: "kube-system" },
    spec: {
      ...chart,
      targetNamespace: "kube-system",
      // On the control plane: there may be no other node that takes pods without a toleration, or none at all yet.
      bootstrap: true,
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
