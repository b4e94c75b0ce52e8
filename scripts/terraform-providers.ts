// Where Terraform takes its providers from: the user's own configuration where there is one, else a mirror on this
// machine, else the registry, from which they are downloaded once into an ignored folder.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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
  holds,
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

/** Has Terraform fetch providers as its configuration says, and moves them to their place only when all are complete. */
async function fetchProviders(
  providers: readonly PinnedProvider[],
  destination: string,
  environment: Environment,
): Promise<void> {
  mkdirSync(path.dirname(destination), { recursive: true });
  const folder = mkdtempSync(path.join(path.dirname(destination), "fetch-"));
  const cache = path.join(folder, "cache");
  try {
    mkdirSync(cache);
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
      environment: { ...environment, TF_PLUGIN_CACHE_DIR: cache },
    });
    if (exitCode !== 0)
      throw new Error(
        `the Terraform providers could not be fetched (${MIRROR_VARIABLE} can name a folder that holds them):\n${output}`,
      );
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

/** A search for the pinned providers on this machine. */
interface Search {
  readonly surroundings: SearchSurroundings;
  readonly environment: Environment;
  readonly providers: readonly PinnedProvider[];
  /** Where they are kept once they were fetched. */
  readonly downloads: string;
  /** The last parts of the addresses of those without which nothing can be done. */
  readonly needed: readonly string[];
  readonly report: (message: string) => void;
}

/** Fetches what none of the folders holds. */
async function fetchMissing(
  folders: readonly string[],
  search: Search,
  environment: Environment,
): Promise<void> {
  const missing = search.providers
    .filter(({ address }) => search.needed.includes(path.basename(address)))
    .filter((provider) => !folders.some((each) => holds(each, provider, search.surroundings.platform)));
  if (missing.length === 0) return;
  const names = missing.map(({ address, version }) => `${address} ${version}`).join(", ");
  search.report(`fetching ${names} into ${search.downloads}, once`);
  await fetchProviders(missing, search.downloads, environment);
}

/** The user's configuration stays as it is. Where it keeps nothing, each stack would download its providers anew. */
async function asUserSays(configuration: string, search: Search): Promise<ProviderInstallation> {
  const ignored = search.surroundings.environment[MIRROR_VARIABLE]
    ? `, so ${MIRROR_VARIABLE} is not used`
    : "";
  const description = `as ${configuration} says${ignored}`;
  const { environment, downloads } = search;
  if (/provider_installation|plugin_cache_dir/.test(readFileSync(configuration, "utf8"))) {
    return { description, environment };
  }
  await fetchMissing([downloads], search, environment);
  // The stacks have no lock file yet, and without one Terraform trusts a cache only when told to.
  const cache = { TF_PLUGIN_CACHE_DIR: downloads, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true" };
  return { description: `${description}, kept in ${downloads}`, environment: { ...environment, ...cache } };
}

/** Without a configuration of the user's, one is written that names the mirrors of this machine. */
async function fromMirrors(search: Search, folder: string): Promise<ProviderInstallation> {
  const { surroundings, environment, downloads } = search;
  // Terraform runs in other folders, so a relative path would mean another file there.
  const file = path.resolve(folder, "terraform.rc");
  const folders = mirrorFolders(surroundings, downloads);
  writeFileSync(file, cliConfiguration([]));
  await fetchMissing(folders, search, { ...environment, TF_CLI_CONFIG_FILE: file });
  const mirrors = chooseMirrors(folders, search.providers, surroundings.platform);
  writeFileSync(file, cliConfiguration(mirrors));
  return {
    description: `from ${mirrors.map((mirror) => mirror.folder).join(", ")}`,
    // cdktf would make a cache in the user's home; beside a mirror on the same machine it is of no use.
    environment: { ...environment, TF_CLI_CONFIG_FILE: file, CDKTF_DISABLE_PLUGIN_CACHE_ENV: "true" },
  };
}

/** Where providers that were fetched are kept. */
export function downloadFolder(): string {
  return path.join(workFolder(), "providers");
}

/** This machine, as an environment shows it. */
export function searchSurroundings(environment: Environment): SearchSurroundings {
  return {
    environment,
    home: homeFolder(),
    platform: terraformPlatform(),
    searchRoots: USUAL_ROOTS,
  };
}

/** How providers are prepared. */
export interface ProviderOptions {
  readonly report?: (message: string) => void;
  /**
   * The providers, each in one version.
   * @default those that the project's bindings were generated from
   */
  readonly providers?: readonly PinnedProvider[];
  /**
   * Those that must be there, by the last part of their addresses; others are used where they are found.
   * @default ["aws"]
   */
  readonly needed?: readonly string[];
}

/**
 * Makes sure that the providers are there, and gives the environment for Terraform to use them. A configuration,
 * where one is needed, is written into the given folder, which has to stay as long as Terraform is used.
 */
export async function prepareProviders(
  folder: string,
  {
    report = () => undefined,
    providers = pinnedProviders(projectRoot()),
    needed = ["aws"],
  }: ProviderOptions = {},
): Promise<ProviderInstallation> {
  const base = hostEnvironment();
  const surroundings = searchSurroundings(base);
  const environment = terraformEnvironment(withoutAbsentConfiguration(base));
  const search: Search = {
    surroundings,
    environment,
    providers,
    downloads: downloadFolder(),
    needed,
    report,
  };
  const own = userConfiguration(surroundings);
  return own === undefined ? fromMirrors(search, folder) : asUserSays(own, search);
}
