// What has to be on the machine before anything of the project can run: Node, and for whatever runs Terraform or
// the local cloud also Terraform and Python. This is plain JavaScript, and Node's own modules only, because it
// runs before any package is installed.
import { execFile } from "node:child_process";

const MINIMUM = { node: "20.11", terraform: "1.11", python: "3.10" };

const HOW_TO_GET = {
  node: "https://nodejs.org/en/download, or `nvm install 20`",
  terraform: "https://developer.hashicorp.com/terraform/install, or `brew install hashicorp/tap/terraform`",
  python: "https://www.python.org/downloads, or `apt install python3 python3-venv`, or `brew install python`",
};

// The plain name first: it is the one the user chose. The others are there for systems whose python3 is old.
const PYTHON_NAMES = [
  "python3",
  "python",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "python3.10",
];

// Debian and Ubuntu ship Python without what makes virtual environments, so that has to be asked, too.
const PYTHON_PROBE = `
import platform
try:
    import ensurepip, venv
    print(platform.python_version(), "venv")
except ImportError:
    print(platform.python_version(), "no-venv")
`;

/** Runs a command and gives what it printed, or undefined if it can't be run or fails. */
function printedBy(command, commandArguments, environment = process.env) {
  return new Promise((resolve) => {
    execFile(command, commandArguments, { env: environment, timeout: 20_000 }, (error, stdout) =>
      resolve(error ? undefined : stdout.trim()),
    );
  });
}

/** Whether a version is at least the minimum, number by number; a pre-release counts as its release. */
function isAtLeast(version, minimum) {
  const [have, need] = [version, minimum].map((text) => text.split(/[.-]/).map(Number));
  for (const [place, wanted] of need.entries()) {
    const found = have[place] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}

function problem(name, found, wanted, howToGet) {
  return `${name} ${wanted} or newer is needed, ${found}.\n    Get it: ${howToGet}`;
}

function nodeProblem() {
  const found = process.versions.node;
  if (isAtLeast(found, MINIMUM.node)) return undefined;
  return problem("Node", `${found} was found`, MINIMUM.node, HOW_TO_GET.node);
}

async function terraformProblem() {
  // Without this, `terraform version` asks HashiCorp for the newest release, and waits for the answer.
  const environment = { ...process.env, CHECKPOINT_DISABLE: "1" };
  const printed = await printedBy("terraform", ["version", "-json"], environment);
  if (printed === undefined)
    return problem("Terraform", "none was found", MINIMUM.terraform, HOW_TO_GET.terraform);
  const found = /"terraform_version":\s*"([^"]+)"/.exec(printed)?.[1] ?? "unknown";
  if (isAtLeast(found, MINIMUM.terraform)) return undefined;
  return problem("Terraform", `${found} was found`, MINIMUM.terraform, HOW_TO_GET.terraform);
}

/** The first Python that will do, and otherwise what is wrong with those that were found. */
export async function findPython() {
  const found = [];
  for (const name of PYTHON_NAMES) {
    const [version, venv] = (await printedBy(name, ["-c", PYTHON_PROBE]))?.split(" ") ?? [];
    if (version === undefined) continue;
    const isNewEnough = isAtLeast(version, MINIMUM.python);
    if (isNewEnough && venv === "venv") return { command: name, version };
    found.push(
      isNewEnough
        ? `${version} was found (${name}), but without its venv module`
        : `${version} was found (${name})`,
    );
  }
  // The plainest name's own fault is the one to mend.
  return { problem: problem("Python", found[0] ?? "none was found", MINIMUM.python, HOW_TO_GET.python) };
}

/**
 * Everything that is missing or too old, as messages. `parts` says what the caller is going to use: "node",
 * "terraform", "python".
 */
export async function findProblems(parts) {
  if (process.platform === "win32") {
    return [
      "Windows is not supported. Use the Windows Subsystem for Linux: https://learn.microsoft.com/windows/wsl/install",
    ];
  }
  const problems = await Promise.all([
    parts.includes("node") ? nodeProblem() : undefined,
    parts.includes("terraform") ? terraformProblem() : undefined,
    parts.includes("python") ? findPython().then((python) => python.problem) : undefined,
  ]);
  return problems.filter((each) => each !== undefined);
}
