import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Construct } from "constructs";
import { isOidcSubject } from "../../contract/state-access";
import type { StateBackendSettings } from "../../contract/state-backend";

/** The APIs that the state backend calls, switched on before anything calls them. */
export class RequiredApis extends Construct {
  readonly enabled: readonly ProjectService[];

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    this.enabled = namesOf(settings).map(
      (name) =>
        new ProjectService(this, name, {
          service: `${name}.googleapis.com`,
          // The project's other users call them, too.
          disableOnDestroy: false,
        }),
    );
  }
}

function namesOf({ encryption, access }: StateBackendSettings): readonly string[] {
  const principals = Object.values(access).flatMap(({ plan, apply }) => [...plan, ...apply]);
  return [
    "storage",
    ...(encryption === "customer-key" ? ["cloudkms"] : []),
    // The pool itself, the exchange of a token of the CI service, and the token that comes of it.
    ...(principals.some(isOidcSubject) ? ["iam", "sts", "iamcredentials"] : []),
  ];
}
