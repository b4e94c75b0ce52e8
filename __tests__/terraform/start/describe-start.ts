// `npm start -- --platform --cloud …`, as it is typed; without `--platform` where its providers can't be had.
import type { CloudName } from "../../../constructs/contract/project";
import { type CommandResult, runCommand } from "../../../scripts/commands";
import { hostEnvironment, projectRoot } from "../../../scripts/host";
import { isProviderHere } from "../../../scripts/provider-probe";
import { describeWithPrograms } from "../program-probe";
import { describeWithProviders } from "../provider-probe";

const patience = 25 * 60_000;

/** A cloud that the command is typed for. */
export interface StartSuite {
  readonly cloud: CloudName;
  /** Its providers, save those that every platform needs. */
  readonly providers: readonly string[];
  /** The programs that the local cloud doesn't stand in for. */
  readonly programs: readonly string[];
  /** Where dev's state is said to be. */
  readonly stateAddress: RegExp;
  /** The stacks of Cloudflare in front of dev, where it is there. */
  readonly edge: readonly string[];
}

/** Runs the command for a cloud, to its end: with the platform, unless its providers can't be had here. */
export function describeStart({ cloud, providers, programs, stateAddress, edge }: StartSuite): void {
  const hasPlatform = ["helm", "kubernetes"].every((name) => isProviderHere(name));
  const words = ["start", "--", ...(hasPlatform ? ["--platform"] : []), "--cloud", cloud];
  const stacks = ["bootstrap", "dev", ...edge, ...(hasPlatform ? ["dev-platform"] : [])];
  const testInCluster = hasPlatform ? test : test.skip;
  const tests = (): void => {
    let result: CommandResult;
    beforeAll(async () => {
      const environment = hostEnvironment();
      result = await runCommand({ program: "npm", arguments: words, folder: projectRoot(), environment });
    }, patience);

    test(`applies ${stacks.join(", ")}, and a second plan of each is empty`, () => {
      for (const stack of stacks) expect(result.output).toContain(`${stack}: nothing would change`);
    });

    test("says what the outputs are, and where the state is", () => {
      expect(result.output).toMatch(/clusterName +hera-dev/);
      expect(result.output).toMatch(stateAddress);
    });

    testInCluster("says what the cluster has", () => {
      expect(result.output).toContain("application.argoproj.io/platform");
      expect(result.output).toContain(`"hera/cloud":"${cloud}"`);
    });

    test("leaves nothing behind", () => {
      expect(result.output).toContain("Nothing is left behind.");
      expect(result.exitCode).toBe(0);
    });
  };
  describeWithProviders(providers, `npm ${words.join(" ")}`, () => {
    describeWithPrograms([...(hasPlatform ? ["kubectl"] : []), ...programs], "to its end", tests);
  });
}
