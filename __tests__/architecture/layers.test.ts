import { isAllowed, isProvider, mayUseProvider, providersOf } from "./layers";
import { productSources as product, type Source, sources, testSources } from "./sources";

const cli = sources.filter(({ file }) => file.startsWith("cli/"));
const ours = new Set(sources.map(({ file }) => file));

const tests = new Set(testSources.map(({ file }) => file));
const isOfTests = (file: string) => file.startsWith("scripts/cluster-test/");

/** The imports of a file that are files of the project. */
const inner = ({ imports }: Source) => imports.filter((one) => ours.has(one));
/** The imports of a file that are packages. */
const outer = ({ imports }: Source) => imports.filter((one) => !one.endsWith(".ts"));

test("every import of a file of the project leads to one", () => {
  const missing = sources.flatMap(({ file, imports }) =>
    // The test of a cluster is a program of its own, and renders what the tests render.
    imports
      .filter((one) => one.endsWith(".ts") && !ours.has(one) && !(isOfTests(file) && tests.has(one)))
      .map((one) => `${file} imports ${one}`),
  );
  expect(missing).toEqual([]);
});

test("imports go in the design's direction only", () => {
  const wrong = [...product, ...cli].flatMap((source) =>
    inner(source)
      .filter((to) => !isAllowed(source.file, to))
      .map((to) => `${source.file} imports ${to}`),
  );
  expect(wrong).toEqual([]);
});

test("what runs for the stacks imports neither a script nor the command", () => {
  const wrong = product.filter((source) => inner(source).some((to) => /^(cli|scripts)\//.test(to)));
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test.each([
  ["constructs/contract/network.ts", "constructs/clouds.ts"],
  ["constructs/contract/network.ts", "constructs/network/aws/aws-vpc.ts"],
  ["constructs/network/aws/aws-vpc.ts", "constructs/network/gcp/vpc.ts"],
  ["constructs/network/aws/aws-vpc.ts", "constructs/clouds.ts"],
  ["constructs/kubernetes-cluster/aws-eks/node-pool.ts", "constructs/kubernetes-cluster/azure-aks/pool.ts"],
  ["envs/dev.ts", "constructs/clouds.ts"],
  ["envs/dev.ts", "envs/project.ts"],
  ["bootstrap/bootstrap-stack.ts", "constructs/state-backend/aws/names.ts"],
  ["main.ts", "constructs/network/aws/aws-vpc.ts"],
  ["constructs/environment-stack.ts", "constructs/network/aws/aws-vpc.ts"],
  ["cli/stores/s3.ts", "constructs/state-stores.ts"],
  ["cli/stores/s3.ts", "cli/commands/state.ts"],
  ["cli/commands/state-unlock.ts", "constructs/state-backend/aws/names.ts"],
])("%s must not import %s", (from, to) => {
  expect(isAllowed(from, to)).toBe(false);
});

test.each([
  ["constructs/kubernetes-cluster/aws-eks/aws-eks-checks.ts", "constructs/network/aws/address-plan.ts"],
  ["constructs/network/aws/vpc-flow-log.ts", "constructs/account/aws/iam-policy.ts"],
  ["constructs/network/aws/aws-vpc.ts", "constructs/contract/network.ts"],
])("%s may import %s", (from, to) => {
  expect(isAllowed(from, to)).toBe(true);
});

test("no imports go round in a circle", () => {
  const importsOf = new Map(sources.map((source) => [source.file, inner(source)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of importsOf.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of importsOf.keys()) walk(file, []);
  expect(circles).toEqual([]);
});

test("provider packages stay in the folders of their clouds", () => {
  const strays = sources.filter((source) => outer(source).some(isProvider) && !mayUseProvider(source.file));
  expect(strays.map(({ file }) => file)).toEqual([]);
});

test("a cloud's folder uses its own cloud's provider only", () => {
  const strays = product.filter(({ file, imports }) =>
    imports.some((one) => isProvider(one) && !providersOf(file).some((own) => one.startsWith(own))),
  );
  expect(strays.map(({ file }) => file)).toEqual([]);
});

test("a provider's classes are imported one by one: its barrel costs seven times the time", () => {
  const barrels = sources.flatMap((source) =>
    outer(source).filter((one) => /^@cdktf\/provider-[a-z]+(\/lib)?(\/index)?$/.test(one)),
  );
  expect(barrels).toEqual([]);
});

test("the contract knows no provider, and of the machine nothing", () => {
  const packages = new Set(
    sources.filter(({ file }) => file.startsWith("constructs/contract/")).flatMap(outer),
  );
  expect([...packages].sort()).toEqual([
    "cdktf",
    "constructs",
    "fastest-levenshtein",
    "ip-address",
    "node:util",
    "zod",
  ]);
});

test("synthesis asks neither the machine nor the network", () => {
  // The ones that read the scripts of servers, and that write files beside the stacks.
  const files = ["constructs/account/hetzner/script.ts", "constructs/backend-files.ts"];
  const pure = ["node:crypto", "node:util"];
  const strays = product.filter((source) =>
    outer(source).some((one) => one.startsWith("node:") && !pure.includes(one)),
  );
  expect(strays.map(({ file }) => file)).toEqual(files);
});
