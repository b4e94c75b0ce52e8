import type { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { KeptLog } from "../../account/gcp/kept-log";
import type { networkNames } from "./names";

export interface FlowLogProps {
  readonly project: string;
  readonly region: string;
  readonly vpc: ComputeNetwork;
  readonly names: ReturnType<typeof networkNames>;
  readonly retentionDays: number;
  /** What must exist before it. */
  readonly after: readonly ITerraformDependable[];
}

/** Keeps the log of the nodes' connections: those that flow, and those that the firewall refused. */
export class FlowLog extends Construct {
  /** What must exist before the first connection is logged. */
  readonly routes: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { project, region, vpc, names, retentionDays, after }: FlowLogProps,
  ) {
    super(scope, id);
    const logs = ["vpc_flows", "firewall"].map((log) => `log_id("compute.googleapis.com/${log}")`);
    this.routes = new KeptLog(this, "log", {
      project,
      region,
      name: names.flowLog,
      uniqueId: vpc.networkId,
      filter: `(${logs.join(" OR ")}) AND resource.labels.subnetwork_name="${names.nodeSubnetwork}"`,
      retentionDays,
      after,
    }).routes;
  }
}
