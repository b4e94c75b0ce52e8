// What a trial applies: a few cheap resources of an environment, one after the other, so that a fault meets it half made.
import { mkdirSync } from "node:fs";
import { App } from "cdktf";
import { readConfiguration } from "../../constructs/configuration/configuration";
import type { Locking, StateBackendSettings } from "../../constructs/contract/state-backend";
import { commonTags } from "../../constructs/contract/tags";
import { HeraStack } from "../../constructs/hera-stack";
import { attachStateBackend } from "../../constructs/state-attachment";

/** The environment and the stack of each trial; its account sets it apart from the others. */
export const trialEnvironment = "dev";
export const trialRegion = "eu-west-1";

/** What carries the tags of a trial's environment. */
export const trialTags = { project: "acme", environment: trialEnvironment };

/** How long an apply takes: less than the 20 seconds after which Terraform writes the state, or more. */
export type TrialLength = "short" | "long";

/** Longer than Terraform keeps what it knows to itself. */
const LONG_PAUSE_SECONDS = 21;
const PAUSE_SECONDS = 0.3;

type Attributes = Readonly<Record<string, unknown>>;

/** A resource of one of several types, in turn. */
function resourceOf(place: number): readonly [type: string, attributes: Attributes] {
  const name = `/acme/step-${place}`;
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const kinds: readonly (readonly [string, Attributes])[] = [
    ["aws_cloudwatch_log_group", { name }],
    ["aws_ssm_parameter", { name, type: "String", value: "1" }],
    ["aws_sns_topic", { name: `acme-step-${place}` }],
    [
      "aws_iam_policy",
      {
        name: `acme-step-${place}`,
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      },
    ],
  ];
  return kinds[place % kinds.length] ?? ["", {}];
}

/** The resources of a trial by type and id: a chain of steps and pauses, and in a long one a queue beside it. */
export function trialResources(
  length: TrialLength,
): Readonly<Record<string, Readonly<Record<string, Attributes>>>> {
  const resources: Record<string, Record<string, Attributes>> = { terraform_data: {} };
  let before: string | undefined;
  const steps = length === "short" ? 8 : 6;
  for (let place = 0; place < steps; place++) {
    const [type, attributes] = resourceOf(place);
    const seconds = length === "long" && place === 2 ? LONG_PAUSE_SECONDS : PAUSE_SECONDS;
    resources[type] = {
      ...resources[type],
      [`step-${place}`]: { ...attributes, ...(before === undefined ? {} : { depends_on: [before] }) },
    };
    resources.terraform_data = {
      ...resources.terraform_data,
      [`pause-${place}`]: {
        depends_on: [`${type}.step-${place}`],
        provisioner: [{ "local-exec": { command: `sleep ${seconds}` } }],
      },
    };
    before = `terraform_data.pause-${place}`;
  }
  // The provider waits 25 seconds for a queue that exists after one: all that time it is in no state.
  if (length === "long") resources.aws_sqs_queue = { queue: { name: "acme-queue" } };
  return resources;
}

/** Where a trial's stack was written, and where its state is. */
export interface TrialStack {
  readonly folder: string;
  readonly settings: StateBackendSettings;
}

/** Writes the stack of a trial, with state in the account's own backend. */
export function writeTrialStack(
  outdir: string,
  account: string,
  locking: Locking,
  length: TrialLength,
): TrialStack {
  const { project } = readConfiguration(
    {
      name: "acme",
      owner: "platform",
      stateBackend: { store: "aws", locking },
      clouds: {
        aws: {
          account,
          region: trialRegion,
          zones: ["eu-west-1a"],
          adminPrincipals: [`arn:aws:iam::${account}:role/admin`],
        },
      },
    },
    [],
  );
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  const stack = new HeraStack(app, trialEnvironment);
  const { stateBackend } = project;
  attachStateBackend(stack, stateBackend, { environment: trialEnvironment, stack: trialEnvironment });
  stack.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: "5.100.0" });
  stack.addOverride("provider.aws", [
    { region: trialRegion, default_tags: [{ tags: commonTags(project, trialEnvironment) }] },
  ]);
  stack.addOverride("resource", trialResources(length));
  app.synth();
  return { folder: `${outdir}/stacks/${trialEnvironment}`, settings: stateBackend };
}
