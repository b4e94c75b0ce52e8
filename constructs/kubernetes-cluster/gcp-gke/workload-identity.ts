import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { WorkloadIdentity } from "../../contract/workload-identity";
import { type WorkloadAccountProps, workloadAccount } from "./workload-account";

export interface GcpWorkloadIdentityProps extends Omit<WorkloadAccountProps, "user" | "pool"> {
  /** The cluster, whose creation makes the project's workload pool. */
  readonly cluster: ITerraformDependable;
}

/** A service account of Google Cloud that the pods of one Kubernetes service account act as. */
export class GcpWorkloadIdentity extends Construct {
  readonly outputs: WorkloadIdentity;

  constructor(scope: Construct, id: string, { cluster, ...props }: GcpWorkloadIdentityProps) {
    super(scope, id);
    const { namespace, serviceAccount } = props.grant;
    const account = workloadAccount(this, {
      ...props,
      user: `serviceAccount:${props.project}.svc.id.goog[${namespace}/${serviceAccount}]`,
      pool: cluster,
    });
    this.outputs = {
      principal: account.email,
      annotations: { "iam.gke.io/gcp-service-account": account.email },
      podLabels: {},
    };
  }
}
