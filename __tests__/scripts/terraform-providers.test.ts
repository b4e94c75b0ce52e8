import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Environment, temporaryFolder } from "../../scripts/host";
import {
  chooseMirrors,
  type PinnedProvider,
  pinnedProviders,
  type SearchSurroundings,
} from "../../scripts/provider-mirrors";
import {
  cliConfiguration,
  mirrorFolders,
  userConfiguration,
  withoutAbsentConfiguration,
} from "../../scripts/terraform-providers";

const aws: PinnedProvider = { address: "registry.terraform.io/hashicorp/aws", version: "5.100.0" };
const google: PinnedProvider = { address: "registry.terraform.io/hashicorp/google", version: "6.50.0" };

let machine: string;
const on = (...parts: readonly string[]): string => path.join(machine, ...parts);

function write(...parts: readonly string[]): string {
  const file = on(...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

function unpacked(mirror: string, { address, version }: PinnedProvider, platform = "linux_amd64"): string {
  write(mirror, address, version, platform, `terraform-provider-${path.basename(address)}_v${version}_x5`);
  return on(mirror);
}

const surroundings = (environment: Environment = {}): SearchSurroundings => ({
  environment: { XDG_DATA_DIRS: on("usr/share"), ...environment },
  home: on("home"),
  platform: "linux_amd64",
  searchRoots: [on("opt"), on("srv")],
});

/** What is chosen on the machine, as it is now. */
const chosen = (providers: readonly PinnedProvider[], environment?: Environment) =>
  chooseMirrors(mirrorFolders(surroundings(environment), on("downloads")), providers, "linux_amd64");

beforeEach(() => {
  machine = mkdtempSync(path.join(temporaryFolder(), "hera-machine-"));
});
afterEach(() => rmSync(machine, { recursive: true, force: true }));

describe("the user's own configuration", () => {
  test("one that the environment names is used as it is", () => {
    const file = write("mine.rc");
    expect(userConfiguration(surroundings({ TF_CLI_CONFIG_FILE: file }))).toBe(file);
    expect(withoutAbsentConfiguration({ TF_CLI_CONFIG_FILE: file })).toEqual({ TF_CLI_CONFIG_FILE: file });
  });

  test("one that is named but absent is nothing, and is not named to Terraform any more", () => {
    const environment = { TF_CLI_CONFIG_FILE: on("absent.rc"), PATH: "/bin" };
    expect(userConfiguration(surroundings(environment))).toBeUndefined();
    expect(withoutAbsentConfiguration(environment)).toEqual({ PATH: "/bin" });
  });

  test("the one in the home folder takes the place of an absent one", () => {
    const file = write("home", ".terraformrc");
    expect(userConfiguration(surroundings({ TF_CLI_CONFIG_FILE: on("absent.rc") }))).toBe(file);
  });

  test("further ones in Terraform's folder count, what `terraform login` writes does not", () => {
    write("home", ".terraform.d", "credentials.tfrc.json");
    expect(userConfiguration(surroundings())).toBeUndefined();
    const file = write("home", ".terraform.d", "mirror.tfrc");
    expect(userConfiguration(surroundings())).toBe(file);
  });
});

describe("mirrors", () => {
  test("none on a machine without any", () => {
    expect(chosen([aws])).toEqual([]);
  });

  test("one level below the usual roots, and in the home folder", () => {
    const mirror = unpacked("srv/plugins", aws);
    expect(chosen([aws])).toEqual([{ folder: mirror, addresses: [aws.address] }]);
    const own = unpacked("home/providers", google);
    expect(chosen([google])).toEqual([{ folder: own, addresses: [google.address] }]);
  });

  test("Terraform's own folders come before them", () => {
    unpacked("srv/plugins", aws);
    const shared = unpacked("usr/share/terraform/plugins", aws);
    expect(chosen([aws])).toEqual([{ folder: shared, addresses: [aws.address] }]);
    const own = unpacked("home/.terraform.d/plugins", aws);
    expect(chosen([aws])).toEqual([{ folder: own, addresses: [aws.address] }]);
  });

  test("the explicit one comes before all others", () => {
    unpacked("home/.terraform.d/plugins", aws);
    const explicit = unpacked("elsewhere", aws);
    expect(chosen([aws], { HERA_PROVIDER_MIRROR: explicit })).toEqual([
      { folder: explicit, addresses: [aws.address] },
    ]);
  });

  test("an explicit one that does not exist is an error that names it", () => {
    expect(() => chosen([aws], { HERA_PROVIDER_MIRROR: on("gone") })).toThrow(
      `HERA_PROVIDER_MIRROR is ${on("gone")}, which does not exist. Name a folder that holds providers, or unset it.`,
    );
  });

  test("two stand side by side, each for what it holds", () => {
    const [one, other] = [unpacked("opt/one", aws), unpacked("opt/other", google)];
    const mirrors = chosen([aws, google]);
    expect(mirrors).toEqual([
      { folder: one, addresses: [aws.address] },
      { folder: other, addresses: [google.address] },
    ]);
    expect(cliConfiguration(mirrors)).toBe(`provider_installation {
  filesystem_mirror {
    path    = "${one}"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  filesystem_mirror {
    path    = "${other}"
    include = ["registry.terraform.io/hashicorp/google"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws", "registry.terraform.io/hashicorp/google"]
  }
}
`);
  });

  test("one with programs for another machine is left alone", () => {
    unpacked("opt/one", aws, "darwin_arm64");
    write("opt/one", aws.address, "terraform-provider-aws_5.100.0_linux_arm64.zip");
    expect(chosen([aws])).toEqual([]);
  });

  test("one with another version is left alone", () => {
    unpacked("opt/one", { ...aws, version: "5.99.0" });
    expect(chosen([aws])).toEqual([]);
  });

  test("one with archives will do", () => {
    write("opt/one", aws.address, "terraform-provider-aws_5.100.0_linux_amd64.zip");
    expect(chosen([aws])).toEqual([{ folder: on("opt/one"), addresses: [aws.address] }]);
  });

  test("a folder in which an unpacking was interrupted will not do", () => {
    mkdirSync(on("opt/one", aws.address, aws.version, "linux_amd64"), { recursive: true });
    expect(chosen([aws])).toEqual([]);
  });
});

test("the versions are those that the bindings were generated from", () => {
  const write = (name: string, manifest: unknown): void => {
    mkdirSync(on("node_modules/@cdktf", name), { recursive: true });
    writeFileSync(on("node_modules/@cdktf", name, "package.json"), JSON.stringify(manifest));
  };
  write("provider-aws", { cdktf: { provider: { name: aws.address, version: aws.version } } });
  write("provider-schema", { version: "0.21.0" });
  write("cli-core", { cdktf: { provider: { name: "not a provider's package", version: "1" } } });
  expect(pinnedProviders(machine)).toEqual([aws]);
});
