import type { StatePlace } from "../../cli/stores/state-place";
import { cloudNames } from "../../constructs/contract/project";
import { runCommand } from "../../scripts/commands";
import { hostEnvironment, projectRoot } from "../../scripts/host";
import { changesBetween, withChanges } from "../../scripts/local-cloud";
import { environmentScript } from "../../scripts/run-folder";
import { readStartOptions, UsageError } from "../../scripts/start-options";
import { outputLines, resourceLines, stateAddress, stateLines } from "../../scripts/start-summary";
import { failureIn } from "../../scripts/terraform";
import { terraformEnvironment } from "../../scripts/terraform-environment";
import { TerraformLines } from "../../scripts/terraform-lines";

describe("the arguments of npm start", () => {
  test("are none, --keep, --edge, or a cloud", () => {
    const nothing = { cloud: undefined, edge: false, platform: false, keep: false, help: false };
    expect(readStartOptions([])).toEqual(nothing);
    expect(readStartOptions(["--keep"])).toEqual({ ...nothing, keep: true });
    expect(readStartOptions(["--platform"])).toEqual({ ...nothing, platform: true });
    expect(readStartOptions(["--edge"])).toEqual({ ...nothing, edge: true });
    for (const cloud of cloudNames) expect(readStartOptions(["--cloud", cloud]).cloud).toBe(cloud);
  });

  test.each([["--kepp"], ["dev"], ["--keep=yes"], ["--cloud"], ["--cloud=digitalocean"]])(
    "%s is refused with the usage",
    (argument) => {
      expect(() => readStartOptions([argument])).toThrow(UsageError);
      expect(() => readStartOptions([argument])).toThrow(/usage: npm start \[-- \[--cloud /);
    },
  );

  test("end the command with status 2 where they are wrong, before it does anything", async () => {
    const result = await runCommand({
      program: process.execPath,
      arguments: ["scripts/run.cjs", "scripts/start.ts", "--kepp"],
      folder: projectRoot(),
      environment: hostEnvironment(),
    });
    expect(result).toMatchObject({ exitCode: 2, stdout: "" });
    expect(result.output).toContain("Unknown option '--kepp'");
  });
});

describe("environments", () => {
  test("are changed by setting and unsetting, and the difference gives the changes back", () => {
    const base = { HOME: "/home/a", AWS_PROFILE: "real", AWS_CA_BUNDLE: "/etc/ca.pem" };
    const changes = { set: { AWS_CA_BUNDLE: "/tmp/ca.pem" }, unset: ["AWS_PROFILE"] };
    const changed = withChanges(base, changes);
    expect(changed).toEqual({ HOME: "/home/a", AWS_CA_BUNDLE: "/tmp/ca.pem" });
    expect(changesBetween(base, changed)).toEqual(changes);
  });

  test("are written for a shell, whatever is in a value", () => {
    expect(environmentScript({ set: { A: "it's $HOME" }, unset: ["B"] })).toBe(
      "unset B\nexport A='it'\\''s $HOME'\n",
    );
  });

  test("lose what would change Terraform's commands", () => {
    const base = {
      TF_CLI_ARGS_plan: "-destroy",
      TF_WORKSPACE: "x",
      TF_DATA_DIR: "y",
      TF_CLI_CONFIG_FILE: "f",
    };
    expect(terraformEnvironment(base)).toEqual({
      TF_CLI_CONFIG_FILE: "f",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      CHECKPOINT_DISABLE: "1",
    });
  });
});

describe("the lines that are shown", () => {
  const shown = (...lines: readonly string[]): (string | undefined)[] => {
    const chosen = new TerraformLines("dev");
    return lines.map((line) => chosen.shown(line));
  };

  test("say what happens, without the plan's contents", () => {
    expect(
      shown(
        "dev  Initializing the backend...",
        "       # aws_vpc.this (network/this) will be created",
        "           + id = (known after apply)",
        "     Plan: 5 to add, 0 to change, 0 to destroy.",
        "dev  aws_vpc.this (network/this): Creating...",
        "     aws_vpc.this (network/this): Still creating... [10s elapsed]",
        "     aws_vpc.this (network/this): Creation complete after 11s [id=vpc-1]",
      ),
    ).toEqual([
      "Initializing the backend...",
      undefined,
      undefined,
      "Plan: 5 to add, 0 to change, 0 to destroy.",
      "aws_vpc.this (network/this): Creating...",
      "aws_vpc.this (network/this): Still creating... [10s elapsed]",
      "aws_vpc.this (network/this): Creation complete after 11s [id=vpc-1]",
    ]);
  });

  test("are all of them from an error on", () => {
    expect(
      shown(
        "     + id",
        "dev  Error: no such bucket",
        "",
        "       with aws_s3_bucket.this,",
        "⠴  Synthesizing",
      ),
    ).toEqual([undefined, "Error: no such bucket", undefined, "with aws_s3_bucket.this,", undefined]);
  });
});

describe("a failure of Terraform", () => {
  test("is told from its first error on", () => {
    expect(failureIn("# aws_vpc.this will be created\n\nError: no\n\n  with aws_vpc.this")).toBe(
      "Error: no\n\n  with aws_vpc.this",
    );
  });

  test("is told by the last lines where there is no error", () => {
    const lines = Array.from({ length: 50 }, (_, number) => `line ${number}`);
    expect(failureIn(lines.join("\n"))).toBe(lines.slice(10).join("\n"));
  });
});

describe("the summary", () => {
  test("shows each output in one line", () => {
    const outputs = { networkId: "vpc-1", zones: ["a", "b"], certificate: "x".repeat(101) };
    expect(outputLines(outputs)).toEqual([
      "networkId    vpc-1",
      'zones        ["a","b"]',
      `certificate  ${"x".repeat(99)}…`,
    ]);
  });

  test("counts the resources of each stack by type", () => {
    const addresses = ["aws_vpc.this", 'aws_subnet.private["a"]', "aws_subnet.b", "aws_eip.a"];
    expect(
      resourceLines(
        new Map([
          ["bootstrap", ["aws_s3_bucket.b"]],
          ["dev", addresses],
        ]),
      ),
    ).toEqual([
      "bootstrap  1  resource:   1 aws_s3_bucket",
      "dev        4  resources:  2 aws_subnet, 1 aws_eip, 1 aws_vpc",
    ]);
  });

  test("says where each state is", () => {
    const stored = [{ stack: "dev", address: "gs://bucket/dev/default.tfstate", bytes: 9 }];
    expect(stateLines("state/terraform.tfstate", stored)).toEqual([
      "bootstrap  state/terraform.tfstate",
      "dev        gs://bucket/dev/default.tfstate  9  bytes",
    ]);
  });

  test.each<[string, StatePlace]>([
    [
      "s3://bucket/dev/dev.tfstate",
      { type: "s3", config: { bucket: "bucket", key: "dev/dev.tfstate", region: "eu-west-1" } },
    ],
    ["gs://bucket/dev/dev/default.tfstate", { type: "gcs", config: { bucket: "bucket", prefix: "dev/dev" } }],
    [
      "https://account.blob.core.windows.net/tfstate/dev/dev.tfstate",
      {
        type: "azurerm",
        config: {
          tenant_id: "t",
          subscription_id: "s",
          storage_account_name: "account",
          container_name: "tfstate",
          key: "dev/dev.tfstate",
          use_azuread_auth: true,
        },
      },
    ],
  ])("writes the address of a state as its store does: %s", (address, place) => {
    expect(stateAddress(place)).toBe(address);
  });
});
