import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { useCloudflare } from "./account/cloudflare/cloudflare-account";
import type { EdgeOutputs } from "./contract/edge";
import type { ProjectEdge } from "./contract/edge-zone";
import type { Project } from "./contract/project";
import { CloudflareEdge } from "./edge/cloudflare/cloudflare-edge";
import type { OwnedEdge } from "./edge/cloudflare/cloudflare-zone-checks";
import { HeraStack } from "./hera-stack";
import { attachStateBackend } from "./state-attachment";

/**
 * Cloudflare in front of one environment, with state beside that environment's. It reads nothing of the environment's
 * stack, so that either can be made, changed and destroyed alone.
 */
export class EdgeStack extends HeraStack {
  readonly outputs: EdgeOutputs;

  constructor(
    scope: Construct,
    project: Project,
    { account, zones }: ProjectEdge,
    { name, edge }: OwnedEdge,
  ) {
    const stack = `${name}-edge`;
    super(scope, stack);
    attachStateBackend(this, project.stateBackend, { environment: name, stack });
    useCloudflare(this);
    const zoneId = zones[edge.zone]?.id;
    if (zoneId === undefined) throw new Error(`the zone of ${edge.domain} was not checked`);
    const namePrefix = `${project.name}-${name}`;
    const { outputs } = new CloudflareEdge(this, "edge", { accountId: account, zoneId, namePrefix, edge });
    this.outputs = outputs;
    for (const [output, value] of Object.entries(outputs)) new TerraformOutput(this, output, { value });
  }
}
