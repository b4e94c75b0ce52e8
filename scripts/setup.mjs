// Installs what the project needs, as far as it is not there yet: npm packages, and a virtual environment for the
// local cloud. Runs before any package is installed, so it uses Node's own modules only, and it is plain
// JavaScript. It is quick and silent when there is nothing to do, so every command can start with it.
//
//   node scripts/setup.mjs               everything
//   node scripts/setup.mjs --only=node   Node and the npm packages: what unit tests need
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findProblems, findPython } from "./prerequisites.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const workFolder = path.join(root, ".local-cloud");
const venv = path.join(workFolder, "venv");
// Written last, so a virtual environment without it is a half-made one.
const venvStamp = path.join(venv, "installed-requirements");
const lock = path.join(workFolder, "setup.lock");

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

/** The packages of an npm lockfile by folder, the project itself left out. */
function lockedPackages(text) {
  const { "": _project, ...packages } = JSON.parse(text).packages;
  return packages;
}

/**
 * Whether node_modules is what package-lock.json says. npm writes its own record of what it installed as the last
 * thing, so after an interrupted installation there is none. Only optional packages may be absent: they are for
 * other platforms.
 */
function npmPackagesAreInstalled() {
  const installedText = readIfThere(path.join(root, "node_modules", ".package-lock.json"));
  if (installedText === undefined) return false;
  const installed = lockedPackages(installedText);
  const locked = Object.entries(lockedPackages(readFileSync(path.join(root, "package-lock.json"), "utf8")));
  return locked.every(([folder, wanted]) =>
    installed[folder] === undefined ? wanted.optional === true : installed[folder].version === wanted.version,
  );
}

/** The files that say what the virtual environment has to hold. */
function requirementFiles() {
  const folder = path.join(root, "local-cloud");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^requirements.*\.txt$/.test(name));
  return names.sort().map((name) => path.join(folder, name));
}

/** Changes whenever one of those files does. */
function requirementsFingerprint() {
  const hash = createHash("sha256");
  for (const file of requirementFiles()) hash.update(path.basename(file)).update(readFileSync(file));
  return hash.digest("hex");
}

/** The interpreter is a link to the machine's Python: if that was removed, the environment has to be made anew. */
function pythonPackagesAreInstalled() {
  return existsSync(path.join(venv, "bin", "python")) && readIfThere(venvStamp) === requirementsFingerprint();
}

function run(description, command, commandArguments) {
  console.log(`setup: ${description}`);
  const started = performance.now();
  const { status, error } = spawnSync(command, commandArguments, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) {
    console.error(
      `setup: \`${[command, ...commandArguments].join(" ")}\` failed${error ? `: ${error.message}` : ""}.`,
    );
    console.error(
      "setup: mend what it says above and run the same command again; what is half-made is repaired then.",
    );
    process.exit(1);
  }
  console.log(`setup: done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

function installNpmPackages() {
  // NODE_ENV=production would leave the development packages out, and those are what runs here.
  run("installing the npm packages of package-lock.json", "npm", [
    "ci",
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
}

async function installPythonPackages() {
  const { command } = await findPython();
  rmSync(venv, { recursive: true, force: true });
  run("making a virtual environment for the local cloud in .local-cloud/venv", command, ["-m", "venv", venv]);
  const requirements = requirementFiles().flatMap((file) => ["-r", file]);
  run("installing the local cloud's Python packages", path.join(venv, "bin", "python"), [
    ..."-m pip install --quiet --disable-pip-version-check --no-input".split(" "),
    ...requirements,
  ]);
  writeFileSync(venvStamp, requirementsFingerprint());
}

function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/** Two commands started side by side on a fresh clone must not install into the same folders at once. */
async function takeLock() {
  mkdirSync(workFolder, { recursive: true });
  for (let round = 0; ; round += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      process.on("exit", () => rmSync(lock, { force: true }));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = Number(readIfThere(lock) ?? Number.NaN);
    // A holder that died can't give the lock back. An empty lock was made a moment ago: its number follows.
    if (holder > 0 && !isRunning(holder)) rmSync(lock, { force: true });
    else if (round === 0) console.log(`setup: waiting for process ${holder}, which is installing`);
    await wait(300);
  }
}

const onlyNode = process.argv.includes("--only=node");
const unknown = process.argv.slice(2).filter((argument) => argument !== "--only=node");
if (unknown.length > 0) {
  console.error(`setup: unknown argument ${unknown.join(" ")}\nusage: node scripts/setup.mjs [--only=node]`);
  process.exit(2);
}

const isPythonNeeded = () => !onlyNode && requirementFiles().length > 0 && !pythonPackagesAreInstalled();
// A virtual environment that is there and complete is proof of a Python, so none is looked for then.
const parts = ["node", ...(onlyNode ? [] : ["terraform"]), ...(isPythonNeeded() ? ["python"] : [])];
const problems = await findProblems(parts);
if (problems.length > 0) {
  console.error("setup: this can't run yet:");
  for (const each of problems) console.error(`  - ${each}`);
  process.exit(1);
}

if (!npmPackagesAreInstalled() || isPythonNeeded()) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
  await takeLock();
  // Asked again, because another setup may have done it meanwhile.
  if (!npmPackagesAreInstalled()) installNpmPackages();
  if (isPythonNeeded()) await installPythonPackages();
}
