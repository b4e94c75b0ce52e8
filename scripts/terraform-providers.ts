// Where Terraform takes its providers from: the user's own configuration where there is one, else a mirror on this
// machine, else the registry, from which they are downloaded once into an ignored folder.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "./commands";
import {
  type Environment,
  homeFolder,
  hostEnvironment,
  projectRoot,
  terraformPlatform,
  workFolder,
} from "./host";
import {
  chooseMirrors,
  commonFolders,
  impliedFolders,
  type PinnedProvider,
  type ProviderMirror,
  pinnedProviders,
  type SearchSurroundings,
  USUAL_ROOTS,
} from "./provider-mirrors";
import { terraformEnvironment } from "./terraform-environment";

/** The environment variable that names a mirror's folder. */
export const MIRROR_VARIABLE = "HERA_PROVIDER_MIRROR";

/** The user's own Terraform CLI configuration, or undefined where there is none. */
export function userConfiguration({ environment, home }: SearchSurroundings): string | undefined {
  const named = environment.TF_CLI_CONFIG_FILE || environment.TERRAFORM_CONFIG;
  if (named && existsSync(named)) return named;
  const usual = path.join(home, ".terraformrc");
  if (existsSync(usual)) return usual;
  const folder = path.join(home, ".terraform.d");
  // What `terraform login` writes says nothing about providers.
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name !== "credentials.tfrc.json")
    : [];
  const further = names.find((name) => name.endsWith(".tfrc") || name.endsWith(".tfrc.json"));
  return further === undefined ? undefined : path.join(folder, further);
}

/** An environment without a CLI configuration that does not exist: Terraform would warn of it at every command. */
export function withoutAbsentConfiguration(environment: Environment): Environment {
  const isAbsent = (name: string, value: string): boolean =>
    ["TF_CLI_CONFIG_FILE", "TERRAFORM_CONFIG"].includes(name) && !existsSync(value);
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => !isAbsent(name, value)));
}

/** Every folder that may hold providers, the most explicit first. */
export function mirrorFolders(surroundings: SearchSurroundings, downloads: string): string[] {
  const explicit = surroundings.environment[MIRROR_VARIABLE];
  if (explicit && !existsSync(explicit)) {
    throw new Error(
      `${MIRROR_VARIABLE} is ${explicit}, which does not exist. Name a folder that holds providers, or unset it.`,
    );
  }
  const found = [...impliedFolders(surroundings), ...commonFolders(surroundings), downloads];
  return [...(explicit ? [path.resolve(explicit)] : []), ...found];
}

/** A Terraform CLI configuration that takes from each mirror what it holds, and everything else from the registry. */
export function cliConfiguration(mirrors: readonly ProviderMirror[]): string {
  const list = (values: readonly string[]): string =>
    `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
  const blocks = mirrors.map(
    ({ folder, addresses }) =>
      `  filesystem_mirror {\n    path    = ${JSON.stringify(folder)}\n    include = ${list(addresses)}\n  }\n`,
  );
  const mirrored = mirrors.flatMap(({ addresses }) => addresses);
  return `provider_installation {\n${blocks.join("")}  direct {\n    exclude = ${list(mirrored)}\n  }\n}\n`;
}

/** Has Terraform download providers, and moves them to their place only when all are complete. */
async function download(
  providers: readonly PinnedProvider[],
  destination: string,
  environment: Environment,
): Promise<void> {
  mkdirSync(path.dirname(destination), { recursive: true });
  const folder = mkdtempSync(path.join(path.dirname(destination), "download-"));
  const [cache, configuration] = [path.join(folder, "cache"), path.join(folder, "terraform.rc")];
  try {
    mkdirSync(cache);
    writeFileSync(configuration, "provider_installation {\n  direct {}\n}\n");
    const required = providers.map(({ address, version }) => [
      path.basename(address),
      { source: address, version },
    ]);
    const terraform = { required_providers: Object.fromEntries(required) };
    writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ terraform }));
    const { exitCode, output } = await runCommand({
      program: "terraform",
      arguments: ["init", "-backend=false", "-no-color"],
      folder,
      environment: { ...environment, TF_CLI_CONFIG_FILE: configuration, TF_PLUGIN_CACHE_DIR: cache },
    });
    if (exitCode !== 0) throw new Error(`the Terraform providers could not be downloaded:\n${output}`);
    for (const { address, version } of providers) {
      const place = path.join(destination, address, version);
      mkdirSync(path.dirname(place), { recursive: true });
      // Somebody else may have been faster, with the same files.
      if (!existsSync(place)) renameSync(path.join(cache, address, version), place);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the providers come from, and the environment that makes Terraform take them from there. */
export interface ProviderInstallation {
  readonly description: string;
  readonly environment: Environment;
}

/**
 * Makes sure that the providers are there, and gives the environment for Terraform to use them. A configuration,
 * where one is needed, is written into the given folder, which has to stay as long as Terraform is used.
 */
export async function prepareProviders(
  folder: string,
  report: (message: string) => void = () => undefined,
  base: Environment = hostEnvironment(),
): Promise<ProviderInstallation> {
  const surroundings: SearchSurroundings = {
    environment: base,
    home: homeFolder(),
    platform: terraformPlatform(),
    searchRoots: USUAL_ROOTS,
  };
  const environment = terraformEnvironment(withoutAbsentConfiguration(base));
  const own = userConfiguration(surroundings);
  if (own !== undefined) {
    const ignored = base[MIRROR_VARIABLE] ? ` (so ${MIRROR_VARIABLE} is not used)` : "";
    return { description: `as ${own} says${ignored}`, environment };
  }

  const downloads = path.join(workFolder(), "providers");
  const providers = pinnedProviders(projectRoot());
  const folders = mirrorFolders(surroundings, downloads);
  const isMirrored = (mirrors: readonly ProviderMirror[], { address }: PinnedProvider): boolean =>
    mirrors.some(({ addresses }) => addresses.includes(address));
  const found = chooseMirrors(folders, providers, surroundings.platform);
  const missing = providers.filter((provider) => !isMirrored(found, provider));
  if (missing.length > 0) {
    const names = missing.map(({ address, version }) => `${address} ${version}`).join(", ");
    report(`downloading ${names} into ${downloads}, once`);
    await download(missing, downloads, environment);
  }

  const mirrors = chooseMirrors(folders, providers, surroundings.platform);
  // Terraform runs in other folders, so a relative path would mean another file there.
  const file = path.resolve(folder, "terraform.rc");
  writeFileSync(file, cliConfiguration(mirrors));
  return {
    description: `from ${mirrors.map((mirror) => mirror.folder).join(", ")}`,
    // cdktf would make a cache in the user's home; beside a mirror on the same machine it is of no use.
    environment: { ...environment, TF_CLI_CONFIG_FILE: file, CDKTF_DISABLE_PLUGIN_CACHE_ENV: "true" },
  };
}
