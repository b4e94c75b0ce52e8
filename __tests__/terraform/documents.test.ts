// Runs what README.md and the runbooks tell a user to type, in order, in a copy of the project on the local cloud.
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import execa from "execa";
import { project } from "../../envs/project";
import { type CommandResult, runCommand } from "../../scripts/commands";
import { projectRoot } from "../../scripts/host";
import { patience, World } from "./world";

/** Commands that others run: on a new machine CI's own steps, which can't be run from within a test of theirs. */
const runByCi = ["npm start", "npm test", "npm ci"];
/** Told where the README tells how to add an environment, and so run after that was done. */
const accept = "npm run accept";

/** What a user types: the lines of a document's shell blocks. */
function commandsOf(document: string): string[] {
  const text = readFileSync(path.join(projectRoot(), document), "utf8");
  const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, block = ""]) => block);
  return blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A copy, so that neither the project's own output nor a state of its user's is touched. */
function copyProject(folder: string): void {
  const files = ["main.ts", "cdktf.json", "package.json", "tsconfig.json", "jest.config.cjs"];
  const parts = [...files, "scripts", "constructs", "envs", "__tests__"];
  for (const part of [...parts, "bootstrap/bootstrap-stack.ts"]) {
    cpSync(path.join(projectRoot(), part), path.join(folder, part), { recursive: true });
  }
  symlinkSync(path.join(projectRoot(), "node_modules"), path.join(folder, "node_modules"));
}

let world: World;
let copy: string;
beforeAll(async () => {
  world = await World.withCloud(project.clouds.aws?.account ?? "");
  copy = path.join(world.folder, "copy");
  copyProject(copy);
}, patience);
afterAll(() => world.close(), patience);

/** Types a command as it is written, but for what answers cdktf's question and keeps it from the registry. */
function type(command: string, variables: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  const answered = command.replace(
    /^npx cdktf (deploy|destroy) .*$/,
    "$& --auto-approve --skip-provider-lock",
  );
  return runCommand({
    program: "bash",
    arguments: ["-c", answered],
    folder: copy,
    environment: { ...world.environment, ...variables, CI: "true" },
  });
}

async function typed(command: string, variables?: Readonly<Record<string, string>>): Promise<string> {
  const { exitCode, output } = await type(command, variables);
  if (exitCode !== 0) throw new Error(`${command}\nended with status ${exitCode}:\n${output}`);
  return output;
}

/** Ends a plan without mercy as soon as it holds the lock. */
async function killPlan(): Promise<void> {
  const plan = execa("terraform", ["-chdir=cdktf.out/stacks/dev", "plan"], {
    cwd: copy,
    env: { ...world.environment },
    extendEnv: false,
    reject: false,
    // A group of its own, so that the providers that it started end with it.
    detached: true,
  });
  plan.stdout?.once("data", () => process.kill(-(plan.pid ?? 0), "SIGKILL"));
  await plan;
}

const toRun = commandsOf("README.md").filter((command) => ![...runByCi, accept].includes(command));
const deployment = toRun.filter((command) => !command.includes("destroy"));
const removal = toRun.filter((command) => command.includes("destroy"));

test(
  "README's first deploy works as it is written",
  async () => {
    expect(deployment.length).toBeGreaterThan(4);
    const outputs = new Map<string, string>();
    for (const command of deployment) outputs.set(command, await typed(command));
    expect(outputs.get("terraform -chdir=cdktf.out/stacks/dev output -raw kubeconfigCommand")).toBe(
      "aws eks update-kubeconfig --name hera-dev --region eu-central-1",
    );
    expect(outputs.get("terraform -chdir=cdktf.out/stacks/dev plan")).toContain("No changes.");
  },
  patience,
);

test(
  "the runbook frees a lock that a killed run left",
  async () => {
    const [findLock = "", unlock = "", seeWhatIsLeft = "", pushState = "", ...others] = commandsOf(
      "docs/runbooks/state-lock.md",
    );
    expect(others).toEqual([]);
    await killPlan();
    const locked = await type(findLock);
    expect(locked.exitCode).toBe(1);
    const [, lockId = ""] = /^\W+ID: +(\S+)$/m.exec(stripVTControlCharacters(locked.output)) ?? [];
    expect(await typed(unlock, { LOCK_ID: lockId })).toContain("successfully unlocked");
    expect(await typed(seeWhatIsLeft)).toContain("No changes.");

    const state = await typed("terraform -chdir=cdktf.out/stacks/dev state pull");
    writeFileSync(path.join(copy, "cdktf.out/stacks/dev/errored.tfstate"), state);
    await typed(pushState);
  },
  patience,
);

test(
  "README's removal leaves the state backend alone",
  async () => {
    expect(removal).toEqual(["npx cdktf destroy dev"]);
    for (const command of removal) await typed(command);
    expect(Object.keys(world.inventory("eu-central-1"))).toEqual(["buckets"]);
  },
  patience,
);

test(
  "README's way to add an environment gives it a stack, addresses and a snapshot",
  async () => {
    expect(commandsOf("README.md")).toContain(accept);
    const envs = path.join(copy, "envs");
    const read = (file: string) => readFileSync(path.join(envs, file), "utf8");
    const qa = read("dev.ts")
      .replace("const dev", "const qa")
      .replace('"dev"', '"qa"')
      .replace("10.10.", "10.40.");
    writeFileSync(path.join(envs, "qa.ts"), qa);
    const list = read("environments.ts").replace("[dev,", "[dev, qa,");
    writeFileSync(path.join(envs, "environments.ts"), `import { qa } from "./qa";\n${list}`);

    await typed(accept);
    await typed("npm run synth");
    expect(readFileSync(path.join(copy, "__tests__/ids/qa.txt"), "utf8")).toContain("aws_vpc.network_vpc");
    expect(existsSync(path.join(copy, "cdktf.out/stacks/qa/cdk.tf.json"))).toBe(true);
  },
  patience,
);
