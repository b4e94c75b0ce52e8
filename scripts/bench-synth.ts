// `npm run bench:synth`: how much processor time and memory the app command of cdktf.json takes, beside plain Node
// on the same code transpiled file by file. The two are measured in turn, so that whatever else the machine does
// meets both alike; what counts is the median of the ratios of the pairs.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { z } from "zod";
import { endOnRequest, runCommand } from "./commands";
import { hostEnvironment, localCloudPython, projectRoot, workFolder } from "./host";
import { tableLines } from "./table";

const SOURCES = [".gen", "bootstrap", "constructs", "envs"] as const;

/** What is measured: an entry file in the root, and how many pairs of runs it is worth. */
const CASES = [
  { environments: undefined, pairs: 15 },
  { environments: 3, pairs: 7 },
  { environments: 30, pairs: 5 },
  { environments: 300, pairs: 2 },
] as const;

const measurement = z.object({ status: z.number(), seconds: z.number(), peakMebibytes: z.number() });
type Measurement = z.output<typeof measurement>;

/** One run of the app command and one of plain Node. */
interface Pair {
  readonly app: Measurement;
  readonly plain: Measurement;
}

/** The middle of some numbers. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** The arguments of the app command of cdktf.json, with another entry file in the place of main.ts. */
function appArguments(entry: string): string[] {
  const { app } = z
    .object({ app: z.string() })
    .parse(JSON.parse(readFileSync(path.join(projectRoot(), "cdktf.json"), "utf8")));
  return app
    .replace(/^node /, "")
    .split(" ")
    .map((word) => (word === "main.ts" ? entry : word));
}

/** An app like main.ts, but with many environments, all described as dev is. */
function manyEnvironments(count: number): string {
  return `
import { App } from "cdktf";
import { BootstrapStack } from "../../bootstrap/bootstrap-stack";
import { readConfiguration } from "../../constructs/configuration/configuration";
import { addEnvironmentStacks } from "../../constructs/environment-stacks";
import { dev } from "../../envs/dev";
import { project as projectDescription } from "../../envs/project";

const descriptions = Array.from({ length: ${count} }, (_, number) => ({ ...dev, name: \`env\${number}\` }));
const { project, environments } = readConfiguration(projectDescription, descriptions);
const app = new App();
new BootstrapStack(app, project);
addEnvironmentStacks(app, project, environments);
app.synth();
`;
}

/** Transpiles the project's sources, and the given entries, file by file into a folder below the project's root. */
function transpile(entries: readonly string[], folder: string): void {
  const sources = SOURCES.flatMap((source) =>
    readdirSync(path.join(projectRoot(), source), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(projectRoot(), source, file)),
  );
  buildSync({
    entryPoints: [...entries, ...sources],
    outdir: folder,
    outbase: projectRoot(),
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
}

async function measure(folder: string, commandArguments: readonly string[]): Promise<Measurement> {
  const output = path.join(folder, "cdktf.out");
  rmSync(output, { recursive: true, force: true });
  const result = await runCommand({
    program: localCloudPython(),
    arguments: [
      path.join(projectRoot(), "scripts", "measure_command.py"),
      process.execPath,
      ...commandArguments,
    ],
    folder: projectRoot(),
    environment: { ...hostEnvironment(), CDKTF_OUTDIR: output },
  });
  const measured = result.exitCode === 0 ? measurement.parse(JSON.parse(result.stdout)) : undefined;
  if (measured?.status !== 0) throw new Error(`node ${commandArguments.join(" ")} failed:\n${result.output}`);
  return measured;
}

async function measurePairs(
  folder: string,
  entry: string,
  javascript: string,
  count: number,
): Promise<Pair[]> {
  const runApp = () => measure(folder, appArguments(entry));
  const runPlain = () => measure(folder, [javascript]);
  // The first ones warm up what the operating system keeps in memory, and are not counted.
  await runApp();
  await runPlain();
  const pairs: Pair[] = [];
  for (let number = 0; number < count; number += 1)
    pairs.push({ app: await runApp(), plain: await runPlain() });
  return pairs;
}

function row(name: string, pairs: readonly Pair[]): string[] {
  const ratio = median(pairs.map(({ app, plain }) => app.seconds / plain.seconds));
  const seconds = (of: (pair: Pair) => Measurement): string =>
    median(pairs.map((pair) => of(pair).seconds)).toFixed(2);
  const peak = (of: (pair: Pair) => Measurement): string =>
    Math.max(...pairs.map((pair) => of(pair).peakMebibytes)).toFixed(0);
  return [
    name,
    ratio.toFixed(2),
    seconds(({ app }) => app),
    seconds(({ plain }) => plain),
    peak(({ app }) => app),
    peak(({ plain }) => plain),
    String(pairs.length),
  ];
}

async function main(): Promise<void> {
  mkdirSync(workFolder(), { recursive: true });
  const folder = mkdtempSync(path.join(workFolder(), "bench-"));
  const cleanUp = (): void => rmSync(folder, { recursive: true, force: true });
  endOnRequest(cleanUp);
  const rows = [["app", "ratio", "app s", "plain s", "app MiB", "plain MiB", "pairs"]];
  try {
    for (const { environments, pairs } of CASES) {
      const name = environments === undefined ? "main.ts" : `${environments} environments`;
      console.log(`measuring ${name}: ${pairs} pairs`);
      const entry =
        environments === undefined
          ? path.join(projectRoot(), "main.ts")
          : path.join(folder, `of-${environments}.ts`);
      if (environments !== undefined) writeFileSync(entry, manyEnvironments(environments));
      const transpiled = path.join(folder, "js");
      transpile([entry], transpiled);
      const javascript = path.join(transpiled, path.relative(projectRoot(), entry).replace(/\.ts$/, ".js"));
      rows.push(row(name, await measurePairs(folder, entry, javascript, pairs)));
    }
    console.log(`\nProcessor time (user and system), medians; the ratio is the median of the pairs' own.`);
    for (const line of tableLines(rows)) console.log(line);
  } finally {
    cleanUp();
  }
}

void main();
