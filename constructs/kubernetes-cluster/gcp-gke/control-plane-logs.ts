import type { Construct } from "constructs";
import { KeptLog, type KeptLogProps } from "../../account/gcp/kept-log";

/** What the control plane writes, in the order of Google's API, which gives lists back in it. */
export const controlPlaneComponents: readonly string[] = [
  "APISERVER",
  "SCHEDULER",
  "CONTROLLER_MANAGER",
  "KCP_SSHD",
  "KCP_CONNECTION",
];

export interface ControlPlaneLogsProps extends Omit<KeptLogProps, "filter"> {
  readonly clusterName: string;
  /** The cluster's region or zone. */
  readonly location: string;
}

/** The control plane's logs, and the audit logs of Kubernetes and of GKE, kept for as long as the environment says. */
export class ControlPlaneLogs extends KeptLog {
  constructor(scope: Construct, id: string, { clusterName, location, ...props }: ControlPlaneLogsProps) {
    super(scope, id, {
      ...props,
      filter: [
        `resource.labels.cluster_name="${clusterName}"`,
        `resource.labels.location="${location}"`,
        '(resource.type="k8s_control_plane_component" OR log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access"))',
      ].join(" AND "),
    });
  }
}
