import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

const environments = [exampleEnvironment("dev"), exampleEnvironment("prod")];

function bootstrap(stateBackend: Partial<StateBackendInput>): SynthesizedStack {
  return stackOf(synthesize(exampleProject({ stateBackend }), environments), "bootstrap");
}

const everything = {
  locking: "both",
  encryption: "customer-key",
  objectLock: { mode: "GOVERNANCE", days: 1 },
  accessLogDays: 30,
  redundancy: "geo",
  replicaLocation: "eu-north-1",
} as const;

/** Each backend that a project can have, by what sets it apart. */
const backends: Readonly<Record<string, SynthesizedStack>> = {
  plain: bootstrap({}),
  full: bootstrap(everything),
  "plain, a bucket each": bootstrap({ layout: "per-environment" }),
  "full, a bucket each": bootstrap({ ...everything, layout: "per-environment" }),
  "full, a bucket each, bootstrap's too": bootstrap({
    ...everything,
    layout: "per-environment",
    bootstrapState: "backend",
  }),
};
const pairs = Object.keys(backends).flatMap((from) =>
  Object.keys(backends)
    .filter((to) => to !== from)
    .map((to) => ({ from, to })),
);

/** What an edit may take away: rules about a bucket that stays, and the role that copied. */
const isGivenUp = (stack: SynthesizedStack) => (address: string) => {
  const [type, name = ""] = address.split(".");
  if (type === "aws_iam_role" || type === "aws_iam_role_policy") return true;
  const bucket = name.replace(/_access-log$/, "").replace(/_replication_state/, "_state");
  return (
    (type === "aws_s3_bucket_logging" || type === "aws_s3_bucket_replication_configuration") &&
    stack.addresses.includes(`aws_s3_bucket.${bucket}_store_bucket`)
  );
};

function backend(name: string): SynthesizedStack {
  const stack = backends[name];
  if (stack === undefined) throw new Error(`no backend ${name}`);
  return stack;
}

test.each(pairs)("from $from to $to nothing that holds state is destroyed", ({ from, to }) => {
  const [before, after] = [backend(from), backend(to)];
  const left = before.addresses.filter((address) => !after.addresses.includes(address));
  const forgotten = after.removed.map((one) => one.from);
  expect(left.filter((address) => !forgotten.includes(address) && !isGivenUp(after)(address))).toEqual([]);
});

test.each(Object.keys(backends))("%s forgets nothing that it has", (name) => {
  const { addresses, removed } = backend(name);
  expect(removed.filter(({ from }) => addresses.includes(from))).toEqual([]);
  expect(removed.every(({ lifecycle }) => lifecycle.destroy === false)).toBe(true);
});
