import { TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";

/**
 * A stack whose resource addresses are its construct ids joined by "_", without cdktf's hash: `aws_vpc.network_vpc`.
 * Addresses are what users of the `terraform` CLI type, so they must be legible and must not change by accident.
 */
export class HeraStack extends TerraformStack {
  private readonly pathsById = new Map<string, string>();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // The first with the s3 backend's lock file, which an older one would refuse without saying why.
    this.addOverride("terraform.required_version", ">= 1.10.0");
  }

  /** @throws Error if two elements would get one id, of which Terraform would silently keep a single one. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const ids = node.scopes.slice(this.node.scopes.length).map((scope) => scope.node.id);
    const logicalId = ids.join("_").replace(/[^A-Za-z0-9_-]/g, "-");
    const path = this.pathsById.get(logicalId) ?? node.path;
    if (path !== node.path) {
      throw new Error(
        `${path} and ${node.path} would both have the Terraform id ${logicalId}; rename one of them.`,
      );
    }
    this.pathsById.set(logicalId, path);
    return logicalId;
  }
}
