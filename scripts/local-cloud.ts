// The local cloud as a running program: started, waited for, and stopped.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type CommandResult, type RunningCommand, startCommand } from "./commands";
import { type Environment, localCloudPython, projectRoot, temporaryFolder } from "./host";

/** A zone of Cloudflare's that exists before anything is asked. */
export interface CloudflareZone {
  readonly account: string;
  readonly id: string;
  readonly name: string;
}

/** How to start the local cloud. */
export interface LocalCloudOptions {
  /** The AWS account that its default credentials belong to. */
  readonly awsAccount?: string | undefined;
  /** Hosts of S3-compatible stores that ignore `If-None-Match`. */
  readonly ignoringConditionalWrites?: readonly string[];
  readonly cloudflareZones?: readonly CloudflareZone[];
  /** A folder of Helm charts, by their repositories' hosts and paths, which it serves under these names. */
  readonly chartArchive?: string;
  /** What the programs run in it start from, for example with the providers' configuration. */
  readonly environment: Environment;
  /** Where it keeps its certificate and its request log; a temporary folder if not given. */
  readonly folder?: string;
  /** How long to wait for it to listen. */
  readonly timeoutMilliseconds?: number;
  /** See {@link startCommand}. */
  readonly ownProcessGroup?: boolean;
}

/** A local cloud that answers. */
export interface LocalCloud {
  readonly port: number;
  /** Where its certificate and its request log are. */
  readonly folder: string;
  /** The whole environment for a program that is to see this cloud and no other. */
  readonly environment: Environment;
  /** Is resolved when the local cloud has ended, wanted or not; never rejected. */
  readonly ended: Promise<CommandResult>;
  /** Stops it and removes its temporary folder. */
  stop(): Promise<void>;
}

/** Changes to an environment: variables to set, and names to unset. */
export interface EnvironmentChanges {
  readonly set: Environment;
  readonly unset: readonly string[];
}

/** Applies changes to an environment. */
export function withChanges(base: Environment, { set, unset }: EnvironmentChanges): Environment {
  const kept = Object.entries(base).filter(([name]) => !unset.includes(name));
  return { ...Object.fromEntries(kept), ...set };
}

/** The changes that make one environment of another. */
export function changesBetween(base: Environment, changed: Environment): EnvironmentChanges {
  return {
    set: Object.fromEntries(Object.entries(changed).filter(([name, value]) => base[name] !== value)),
    unset: Object.keys(base).filter((name) => !(name in changed)),
  };
}

/** The line that the local cloud prints when it listens. */
const readyMessage = z.object({
  port: z.number(),
  environment: z.record(z.string(), z.string()),
  unset: z.array(z.string()),
});

function firstLine(running: (onLine: (line: string) => void) => RunningCommand, timeoutMilliseconds: number) {
  return new Promise<{ line: string; process: RunningCommand }>((resolve, reject) => {
    let isReady = false;
    const started = running((line) => {
      // What comes before it are warnings of Python's.
      if (isReady || !line.startsWith("{")) return;
      isReady = true;
      clearTimeout(timer);
      resolve({ line, process: started });
    });
    const timer = setTimeout(async () => {
      await started.end(0);
      reject(new Error(`the local cloud was not ready after ${timeoutMilliseconds / 1000} s`));
    }, timeoutMilliseconds);
    started.result.then(({ exitCode, output }) => {
      clearTimeout(timer);
      reject(new Error(`the local cloud ended with status ${exitCode} before it was ready:\n${output}`));
    });
  });
}

/** Starts the local cloud and waits until it listens. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  if (!existsSync(localCloudPython())) {
    throw new Error("the local cloud's Python packages are missing: `node scripts/setup.mjs` installs them");
  }
  const temporary =
    options.folder === undefined ? mkdtempSync(path.join(temporaryFolder(), "local-cloud-")) : undefined;
  const folder = path.resolve(options.folder ?? temporary ?? "");
  const account = options.awsAccount === undefined ? [] : ["--aws-account", options.awsAccount];
  const ignoring = options.ignoringConditionalWrites?.flatMap((host) => [
    "--ignore-conditional-writes",
    host,
  ]);
  const zones = options.cloudflareZones?.flatMap(({ account: owner, id, name }) => [
    "--cloudflare-zone",
    `${owner}/${id}=${name}`,
  ]);
  const removeTemporary = (): void => {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  };
  try {
    const { line, process } = await firstLine(
      (onLine) =>
        startCommand({
          program: localCloudPython(),
          arguments: [
            "-m",
            "local_cloud",
            "--json",
            "--until-stdin-closes",
            "--directory",
            folder,
            ...account,
            ...(ignoring ?? []),
            ...(zones ?? []),
            ...(options.chartArchive === undefined ? [] : ["--chart-archive", options.chartArchive]),
          ],
          folder: path.join(projectRoot(), "local-cloud"),
          environment: options.environment,
          ownProcessGroup: options.ownProcessGroup ?? false,
          openStdin: true,
          onLine,
        }),
      options.timeoutMilliseconds ?? 60_000,
    );
    const { port, environment, unset } = readyMessage.parse(JSON.parse(line));
    return {
      port,
      folder,
      environment: withChanges(options.environment, { set: environment, unset }),
      ended: process.result,
      stop: async () => {
        await process.end(5_000);
        removeTemporary();
      },
    };
  } catch (error) {
    removeTemporary();
    throw error;
  }
}
