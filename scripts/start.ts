// `npm start`: a real cdktf and a real Terraform create the state backend and the dev environment on the local
// cloud, show that nothing would change, say what now exists, and remove everything.
import path from "node:path";
import { endAllCommands } from "./commands";
import { hostEnvironment, projectRoot } from "./host";
import { changesBetween } from "./local-cloud";
import { Progress } from "./progress";
import { makeRunFolder, removeRunFolder, writeEnvironmentScript } from "./run-folder";
import { readStartOptions, type StartOptions, USAGE, UsageError } from "./start-options";
import { appFor, createAll, type Result, type Run, stepCount } from "./start-steps";

const fromRoot = (file: string): string => path.relative(projectRoot(), file);

/** Ends everything as soon as the user, or the end of who reads the output, asks for it. */
function stopOnRequest(print: (line: string) => void): AbortSignal {
  const stop = new AbortController();
  const request = (): void => {
    if (stop.signal.aborted) {
      void endAllCommands(0);
      return;
    }
    print("\nStopping. Terraform is given the time to end orderly; once more, and it is not.");
    stop.abort();
    void endAllCommands();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, request);
  process.stdout.on("error", request);
  return stop.signal;
}

/** Waits for the Ctrl-C, and says meanwhile how to work with what is there. */
async function keepRunning(
  { folder, progress, stop, ...asked }: Run,
  { cloud, output }: Result,
): Promise<void> {
  const script = fromRoot(
    writeEnvironmentScript(folder, changesBetween(hostEnvironment(), cloud.environment)),
  );
  const stacks = fromRoot(path.join(output, "stacks"));
  const app = appFor(asked);
  for (const line of [
    "\nThe local cloud keeps running. In another terminal, in this folder:",
    `  source ${script}`,
    `  terraform -chdir=${stacks}/dev plan`,
    `  terraform -chdir=${stacks}/bootstrap output`,
    `  npx cdktf deploy dev${app === undefined ? "" : ` --app "${app}"`} --output ${fromRoot(output)} --skip-provider-lock`,
    "Ctrl-C here ends it and removes everything.",
  ]) {
    progress.say(line);
  }
  await cloud.ended;
  if (!stop.aborted) throw new Error("the local cloud ended by itself");
}

/** Does a run, and cleans up after it however it ends. Gives the exit status. */
async function run({ cloud, edge, platform, keep }: StartOptions): Promise<number> {
  const folder = makeRunFolder();
  const log = path.join(folder, "log.txt");
  const progress = new Progress(stepCount({ edge, platform }), log);
  const stop = stopOnRequest((line) => progress.say(line));
  const current: Run = { folder, cloud, edge, platform, progress, stop };
  try {
    const result = await createAll(current);
    if (keep) await keepRunning(current, result);
  } catch (error) {
    if (!stop.aborted) {
      progress.say(`\nThis failed: ${error instanceof Error ? error.message : error}`);
      await endAllCommands();
      progress.say(
        `\nEverything that was started has been stopped. All that was printed is in ${fromRoot(log)},`,
      );
      progress.say(`which stays until the next run, with the stacks in ${fromRoot(folder)}/cdktf.out.`);
      progress.say("Mend what the message says and run `npm start` again: it begins anew.");
      return 1;
    }
  }
  await endAllCommands();
  removeRunFolder(folder);
  if (stop.aborted && !keep) console.log("Stopped. Nothing is left; `npm start` begins anew.");
  else console.log("\nThe local cloud has been stopped. Nothing is left behind.");
  return stop.aborted && !keep ? 130 : 0;
}

async function main(commandArguments: readonly string[]): Promise<number> {
  try {
    const options = readStartOptions(commandArguments);
    if (!options.help) return await run(options);
    console.log(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return 2;
  }
}

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
