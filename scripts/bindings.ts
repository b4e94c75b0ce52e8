// The bindings of providers that have no package: `cdktf get` makes them from the providers' own schemas.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { cdktfProgram } from "./cdktf";
import { runCommand } from "./commands";
import type { Environment } from "./host";
import type { PinnedProvider } from "./provider-mirrors";

/** Where the bindings are kept, below the project's folder. */
export const bindingsFolder = ".gen";

const configuration = z.object({ terraformProviders: z.array(z.string().regex(/^[\w-]+\/[\w-]+@[\d.]+$/)) });

/** The providers that a project's cdktf.json asks bindings for, each in one version. */
export function configuredProviders(project: string): PinnedProvider[] {
  const text = readFileSync(path.join(project, "cdktf.json"), "utf8");
  return configuration.parse(JSON.parse(text)).terraformProviders.map((one) => {
    const [name = "", version = ""] = one.split("@");
    return { address: `registry.terraform.io/${name}`, version };
  });
}

/**
 * Makes a project's bindings anew, and puts them in the place of the old ones when they are complete: `cdktf get` by
 * itself begins by removing what is there.
 *
 * @param environment lets Terraform find the providers.
 */
export async function renewBindings(project: string, environment: Environment): Promise<void> {
  // On the same disk, so that a folder moves as a whole.
  const temporary = mkdtempSync(path.join(project, `${bindingsFolder}-`));
  const [made, old] = [path.join(temporary, "made"), path.join(temporary, "old")];
  const place = path.join(project, bindingsFolder);
  try {
    await makeBindings(project, made, environment);
    if (existsSync(place)) renameSync(place, old);
    try {
      renameSync(made, place);
    } catch (error) {
      if (existsSync(old)) renameSync(old, place);
      throw error;
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function makeBindings(project: string, output: string, environment: Environment): Promise<void> {
  const { exitCode, output: said } = await runCommand({
    program: cdktfProgram(),
    arguments: ["get", "--force", "--output", output],
    folder: project,
    environment: { ...environment, CI: "true", FORCE_COLOR: "0" },
  });
  if (exitCode !== 0 || !existsSync(path.join(output, "versions.json")))
    throw new Error(`the bindings could not be made:\n${said}`);
}
