// scripts/setup.mjs in a folder of its own, with made-up programs in place of terraform, npm and Python.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { projectRoot, temporaryFolder } from "../../scripts/host";

// Starting programs takes its time where all processors are busy.
jest.setTimeout(30_000);

const LOCKFILE = {
  packages: {
    "": { name: "hera" },
    "node_modules/left": { version: "1.0.0" },
    "node_modules/only-elsewhere": { version: "1.0.0", optional: true },
  },
};
const INSTALLED = { packages: { "node_modules/left": { version: "1.0.0" } } };

const TERRAFORM = (version: string): string => `echo '{"terraform_version": "${version}"}'`;
const NPM = `echo "npm $*" >> calls; mkdir -p node_modules; cp installed.json node_modules/.package-lock.json`;
// Python as far as setup.mjs uses it: it answers the probe, makes an environment, and installs.
const PYTHON = (answer: string): string => `
case "$1 $2" in
  "-c "*) echo "${answer}" ;;
  "-m venv") echo "venv" >> calls; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip") echo "pip" >> calls; [ ! -e pip-fails ] ;;
esac`;

let root: string;

function program(name: string, script: string): void {
  const file = path.join(root, "bin", name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

function setup(...commandArguments: readonly string[]) {
  // What the made-up programs need of the system, without what else is installed on this machine.
  for (const name of ["mkdir", "cp"]) program(name, `exec /bin/${name} "$@"`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/setup.mjs", ...commandArguments], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: path.join(root, "bin") },
  });
  const callsFile = path.join(root, "calls");
  const calls = existsSync(callsFile) ? readFileSync(callsFile, "utf8").trim().split("\n") : [];
  rmSync(callsFile, { force: true });
  return { status, stdout, stderr, calls };
}

beforeEach(() => {
  root = mkdtempSync(path.join(temporaryFolder(), "hera-setup-"));
  for (const folder of ["bin", "scripts", "local-cloud"]) mkdirSync(path.join(root, folder));
  for (const file of ["setup.mjs", "prerequisites.mjs"]) {
    copyFileSync(path.join(projectRoot(), "scripts", file), path.join(root, "scripts", file));
  }
  writeFileSync(path.join(root, "package-lock.json"), JSON.stringify(LOCKFILE));
  writeFileSync(path.join(root, "installed.json"), JSON.stringify(INSTALLED));
  writeFileSync(path.join(root, "local-cloud", "requirements.txt"), "moto==1\n");
  program("npm", NPM);
  program("terraform", TERRAFORM("1.11.0"));
  program("python3", PYTHON("3.10.0 venv"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("what is missing", () => {
  test("all of it is named at once, with how to get it, and nothing is installed", () => {
    rmSync(path.join(root, "bin", "terraform"));
    rmSync(path.join(root, "bin", "python3"));
    expect(setup()).toEqual({
      status: 1,
      stdout: "",
      calls: [],
      stderr: `setup: this can't run yet:
  - Terraform 1.11 or newer is needed, none was found.
    Get it: https://developer.hashicorp.com/terraform/install, or \`brew install hashicorp/tap/terraform\`
  - Python 3.10 or newer is needed, none was found.
    Get it: https://www.python.org/downloads, or \`apt install python3 python3-venv\`, or \`brew install python\`
`,
    });
  });

  test("what is too old is named with the version that was found", () => {
    program("terraform", TERRAFORM("1.9.8"));
    program("python3", PYTHON("3.9.18 venv"));
    const { status, stderr } = setup();
    expect(status).toBe(1);
    expect(stderr).toContain("Terraform 1.11 or newer is needed, 1.9.8 was found.");
    expect(stderr).toContain("Python 3.10 or newer is needed, 3.9.18 was found (python3).");
  });

  test("a Python without what makes virtual environments will not do", () => {
    program("python3", PYTHON("3.12.1 no-venv"));
    const { status, stderr } = setup();
    expect(status).toBe(1);
    expect(stderr).toContain(
      "Python 3.10 or newer is needed, 3.12.1 was found (python3), but without its venv module.",
    );
  });

  test("another Python that will do is used instead of one that is too old", () => {
    program("python3", PYTHON("3.8.10 venv"));
    program("python3.12", PYTHON("3.12.1 venv"));
    expect(setup().status).toBe(0);
  });

  test("unit tests need neither Terraform nor Python", () => {
    rmSync(path.join(root, "bin", "terraform"));
    rmSync(path.join(root, "bin", "python3"));
    const { status, calls } = setup("--only=node");
    expect(status).toBe(0);
    expect(calls).toEqual([expect.stringMatching(/^npm ci /)]);
  });

  test("an unknown argument is refused", () => {
    const { status, stderr } = setup("--all");
    expect(status).toBe(2);
    expect(stderr).toContain("unknown argument --all");
  });
});

describe("what is installed", () => {
  const everything = [expect.stringMatching(/^npm ci /), "venv", "pip"];

  test("everything at first, and nothing, silently, when it is there", () => {
    expect(setup()).toMatchObject({ status: 0, calls: everything });
    expect(setup()).toEqual({ status: 0, calls: [], stdout: "", stderr: "" });
  });

  test("npm packages again when the lockfile names another version", () => {
    setup();
    writeFileSync(
      path.join(root, "package-lock.json"),
      JSON.stringify(LOCKFILE).replaceAll("1.0.0", "1.0.1"),
    );
    expect(setup().calls).toEqual([expect.stringMatching(/^npm ci /)]);
  });

  test("npm packages again after an installation that was interrupted", () => {
    setup();
    rmSync(path.join(root, "node_modules", ".package-lock.json"));
    expect(setup().calls).toEqual([expect.stringMatching(/^npm ci /)]);
  });

  test("Python packages again when the requirements change", () => {
    setup();
    writeFileSync(path.join(root, "local-cloud", "requirements-dev.txt"), "pytest==1\n");
    expect(setup().calls).toEqual(["venv", "pip"]);
  });

  test("Python packages again after an installation that failed", () => {
    writeFileSync(path.join(root, "pip-fails"), "");
    const failed = setup();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("run the same command again");
    rmSync(path.join(root, "pip-fails"));
    expect(setup()).toMatchObject({ status: 0, calls: ["venv", "pip"] });
  });

  test("in spite of the lock of a process that has died", () => {
    mkdirSync(path.join(root, ".local-cloud"));
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(path.join(root, ".local-cloud", "setup.lock"), String(pid));
    expect(setup()).toMatchObject({ status: 0, calls: everything });
    expect(existsSync(path.join(root, ".local-cloud", "setup.lock"))).toBe(false);
  });
});
