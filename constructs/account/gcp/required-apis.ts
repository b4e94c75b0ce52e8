import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Construct } from "constructs";

/** The APIs that a layer calls, switched on before anything calls them. */
export class RequiredApis extends Construct {
  readonly enabled: readonly ProjectService[];

  /** @param names are those of the APIs before `.googleapis.com`. */
  constructor(scope: Construct, id: string, names: readonly string[]) {
    super(scope, id);
    this.enabled = names.map(
      (name) =>
        new ProjectService(this, name, {
          service: `${name}.googleapis.com`,
          // The project's other users call them, too.
          disableOnDestroy: false,
        }),
    );
  }
}
