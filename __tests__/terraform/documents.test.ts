// Runs what README.md tells a user to type, in order, in a copy of the project on the local cloud.
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { project } from "../../envs/project";
import { signedInAs } from "../../scripts/cluster-administrator";
import { type CommandResult, runCommand } from "../../scripts/commands";
import { type Environment, projectRoot } from "../../scripts/host";
import { answered, commandsOf } from "./typed-commands";
import { patience, World } from "./world";

/** Commands that others run: CI's own steps on a new machine, and tests of their own. */
const runElsewhere = [
  "npm start",
  "npm start -- --cloud azure",
  "npm start -- --cloud gcp",
  "npm start -- --cloud hetzner",
  "npm test",
  "npm ci",
  // Of `npm start -- --platform`, and of the tests in platform/.
  "npx cdktf deploy 'dev*'",
];
/** Told where the README tells how to add an environment, and so run after that was done. */
const accept = "npm run accept";

/** A copy, so that neither the project's own output nor a state of its user's is touched. */
function copyProject(folder: string): void {
  const files = ["main.ts", "cdktf.json", "package.json", "tsconfig.json", "jest.config.cjs"];
  const parts = [...files, ".gen", "cli", "k8s", "scripts", "constructs", "envs", "__tests__"];
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

/** Types a command as it is written. */
function type(command: string, environment: Environment): Promise<CommandResult> {
  return runCommand({
    program: "bash",
    arguments: ["-c", answered(command)],
    folder: copy,
    environment: { ...environment, CI: "true" },
  });
}

async function typed(command: string, environment = world.environment): Promise<string> {
  const { exitCode, output } = await type(command, environment);
  if (exitCode !== 0) throw new Error(`${command}\nended with status ${exitCode}:\n${output}`);
  return output;
}

const toRun = commandsOf("README.md").filter((command) => ![...runElsewhere, accept].includes(command));
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
  "README's removal leaves the state backend alone",
  async () => {
    expect(removal).toEqual(["npx hera environment destroy dev"]);
    const [principal = ""] = project.clouds.aws?.adminPrincipals ?? [];
    const environment = await signedInAs({ cloud: "aws", principal }, world.environment, world.folder);
    for (const command of removal) await typed(command, environment);
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
      .replace("10.10.", "10.40.")
      .replace('domain: "dev.example.com",', 'domain: "qa.example.com", profile: "dev",');
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
