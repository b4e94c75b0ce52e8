import { type App, DataResource, LocalBackend, TerraformOutput, type TerraformStack } from "cdktf";
import { clouds } from "../../constructs/clouds";
import type { Account, CloudName } from "../../constructs/contract/project";
import type {
  WorkloadFederation,
  WorkloadFederationProps,
} from "../../constructs/contract/workload-federation";
import type { WorkloadIdentity, WorkloadIdentityInput } from "../../constructs/contract/workload-identity";
import { workloadIdentitiesSchema } from "../../constructs/contract/workload-identity";
import { HeraStack } from "../../constructs/hera-stack";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../synthesized";

/** Where the example's cluster, on another cloud, publishes its keys. */
export const issuerUrl = "https://fsn1.your-objectstorage.com/acme-dev-1234567-oidc";

/** What publishes them, at this address. */
export const published = "terraform_data.published";

/** An identity, of which a test says what matters to it. */
export function identity(changes: Partial<WorkloadIdentityInput> = {}): WorkloadIdentityInput {
  return {
    name: "app",
    namespace: "web",
    serviceAccount: "server",
    permissions: ["secrets.read"],
    ...changes,
  };
}

/** An account on AWS, as an environment's layers get it. */
export const awsAccount: Account = {
  id: "111122223333",
  tenant: undefined,
  region: "eu-west-1",
  deployRole: undefined,
  adminPrincipals: ["arn:aws:iam::111122223333:role/admin"],
  dnsZoneIds: [],
  zones: ["eu-west-1a"],
};

/** What a test changes of the example federation. */
export interface FederationChanges {
  readonly namePrefix?: string;
  readonly deletionProtection?: boolean;
}

/** A stack that holds nothing but identities on a cloud, for the pods of a cluster that isn't there. */
export function federationStack(
  cloud: CloudName,
  account: Account,
  identities: readonly WorkloadIdentityInput[],
  changes: FederationChanges = {},
): SynthesizedStack {
  const app = synthesizeApp((scope) => addFederation(scope, cloud, account, identities, changes));
  return stackOf(app, "dev");
}

/** The same, in an app. */
export function addFederation(
  app: App,
  cloud: CloudName,
  account: Account,
  identities: readonly WorkloadIdentityInput[],
  { namePrefix = "acme-dev", deletionProtection = true }: FederationChanges = {},
): void {
  const stack = new HeraStack(app, "dev");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  const { region, zones } = account;
  clouds[cloud].useAccount(stack, account, {});
  const federation = federate(cloud, stack, {
    namePrefix,
    account,
    region,
    zones,
    tags: {},
    deletionProtection,
    issuer: { url: issuerUrl, published: [new DataResource(stack, "published")] },
  });
  for (const one of workloadIdentitiesSchema.parse(identities)) {
    const value: WorkloadIdentity = federation.grant(one);
    new TerraformOutput(stack, one.name, { value });
  }
}

function federate(
  cloud: CloudName,
  stack: TerraformStack,
  props: WorkloadFederationProps,
): WorkloadFederation {
  const { workloadFederation } = clouds[cloud];
  if (workloadFederation === undefined) throw new Error(`${cloud} takes no tokens of others`);
  return workloadFederation.create(stack, "federation", props);
}
