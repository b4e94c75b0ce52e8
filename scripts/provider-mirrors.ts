// Folders that hold Terraform providers, so that nothing has to be downloaded: what they hold is looked at, because
// a folder with the wrong version, or with programs for another machine, is worse than the registry.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Environment, TerraformPlatform } from "./host";

/** A provider in the version that the project is made for. */
export interface PinnedProvider {
  /** Its full address, such as `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  readonly version: string;
}

/** A folder to take providers from, and those it is to be used for. */
export interface ProviderMirror {
  readonly folder: string;
  readonly addresses: readonly string[];
}

/** The machine as far as the search depends on it. */
export interface SearchSurroundings {
  readonly environment: Environment;
  readonly home: string;
  readonly platform: TerraformPlatform;
  /** Folders that are searched one level deep. */
  readonly searchRoots: readonly string[];
}

/** The folder that every mirror of public providers has at its top. */
const REGISTRY_HOST = "registry.terraform.io";

/** Where administrators put what is shared by all users of a machine. */
export const USUAL_ROOTS: readonly string[] = [
  "/opt",
  "/srv",
  "/usr/share",
  "/usr/local/share",
  "/usr/local/lib",
  "/var/lib",
];

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => path.join(folder, name))
      .filter((each) => statSync(each, { throwIfNoEntry: false })?.isDirectory());
  } catch {
    return []; // Absent, or not for this user to read: there is nothing to find in it.
  }
}

/** What the manifest of a package of bindings says of the provider that they were generated from. */
const bindingsManifest = z.object({
  cdktf: z.object({ provider: z.object({ name: z.string(), version: z.string() }) }),
});

/** What `cdktf get` says of the providers whose bindings it generated: versions by address. */
const generatedManifest = z.record(z.string(), z.string());

/** The providers that the project's bindings were generated from, in packages and in `.gen/`. */
export function pinnedProviders(root: string): PinnedProvider[] {
  return [...packagedProviders(root), ...generatedProviders(root)];
}

function generatedProviders(root: string): PinnedProvider[] {
  const file = path.join(root, ".gen", "versions.json");
  if (!existsSync(file)) return [];
  const versions = generatedManifest.parse(JSON.parse(readFileSync(file, "utf8")));
  return Object.entries(versions).map(([address, version]) => ({ address, version }));
}

function packagedProviders(root: string): PinnedProvider[] {
  return subfolders(path.join(root, "node_modules", "@cdktf"))
    .filter((folder) => path.basename(folder).startsWith("provider-"))
    .map((folder) => path.join(folder, "package.json"))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      // cdktf's own packages have names that begin the same way, but no provider.
      const manifest = bindingsManifest.safeParse(JSON.parse(readFileSync(file, "utf8")));
      if (!manifest.success) return [];
      const { name, version } = manifest.data.cdktf.provider;
      return [{ address: name, version }];
    });
}

/** Terraform's own folders: it searches them where no CLI configuration says otherwise. */
export function impliedFolders({ environment, home, platform }: SearchSurroundings): string[] {
  const dataFolders = platform.startsWith("darwin")
    ? [
        path.join(home, "Library/Application Support/io.terraform"),
        "/Library/Application Support/io.terraform",
      ]
    : [
        path.join(environment.XDG_DATA_HOME || path.join(home, ".local/share"), "terraform"),
        ...(environment.XDG_DATA_DIRS || "/usr/local/share:/usr/share")
          .split(":")
          .map((folder) => path.join(folder, "terraform")),
      ];
  return [path.join(home, ".terraform.d"), ...dataFolders].map((folder) => path.join(folder, "plugins"));
}

/** Folders one level below the usual places that look like a mirror. */
export function commonFolders({ home, searchRoots }: SearchSurroundings): string[] {
  return [...searchRoots, home]
    .flatMap(subfolders)
    .filter((folder) => existsSync(path.join(folder, REGISTRY_HOST)));
}

/** Whether a folder holds a provider in its pinned version for this platform, unpacked or as an archive. */
export function holds(
  folder: string,
  { address, version }: PinnedProvider,
  platform: TerraformPlatform,
): boolean {
  const provider = path.join(folder, address);
  const name = path.basename(address);
  const unpacked = path.join(provider, version, platform);
  if (existsSync(unpacked)) {
    return readdirSync(unpacked).some((file) => file.startsWith(`terraform-provider-${name}_v${version}`));
  }
  return existsSync(path.join(provider, `terraform-provider-${name}_${version}_${platform}.zip`));
}

/** The mirrors to use: for each provider the first folder that really holds it. */
export function chooseMirrors(
  folders: readonly string[],
  providers: readonly PinnedProvider[],
  platform: TerraformPlatform,
): ProviderMirror[] {
  const chosen = new Map<string, string[]>();
  for (const provider of providers) {
    const folder = folders.find((each) => holds(each, provider, platform));
    if (folder !== undefined) chosen.set(folder, [...(chosen.get(folder) ?? []), provider.address]);
  }
  return [...chosen].map(([folder, addresses]) => ({ folder, addresses }));
}
