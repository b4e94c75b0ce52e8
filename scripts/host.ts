// The machine that the scripts run on. This is the one place that reads the process's environment and asks the
// operating system; everything else is handed what it needs, and can be tested with something made up.
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Environment variables of a process, by name. */
export type Environment = Readonly<Record<string, string>>;

/** A platform as Terraform names it in provider packages, such as `linux_amd64`. */
export type TerraformPlatform = `${string}_${string}`;

/** Node's names of processor architectures that Go, and so Terraform, calls differently. */
const GO_ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/** The environment this process was started with. */
export function hostEnvironment(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Node's name of the operating system, such as `linux`. */
export function operatingSystem(): NodeJS.Platform {
  return process.platform;
}

/** The platform whose provider packages run here. */
export function terraformPlatform(): TerraformPlatform {
  return `${process.platform}_${GO_ARCHITECTURES[process.arch] ?? process.arch}`;
}

/** The user's home folder. */
export function homeFolder(): string {
  return os.homedir();
}

/** This machine's name, as Terraform writes it into a lock. */
export function hostName(): string {
  return os.hostname();
}

/** The user's name, likewise; empty where the system knows none. */
export function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return "";
  }
}

/** How many processors there are to work with. */
export function processorCount(): number {
  return os.availableParallelism();
}

/** The folder for temporary files. */
export function temporaryFolder(): string {
  return os.tmpdir();
}

/** The project's root: the folder above this file that holds cdktf.json. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "cdktf.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no cdktf.json in ${__dirname} or above it`);
    folder = parent;
  }
  return folder;
}

/** The ignored folder in which everything that the scripts make at run time is kept. */
export function workFolder(): string {
  return path.join(projectRoot(), ".local-cloud");
}

/** The Python of the virtual environment that setup.mjs makes for the local cloud. */
export function localCloudPython(): string {
  return path.join(workFolder(), "venv", "bin", "python");
}
