// Moves a state from a bucket to a file, and kills itself at a given call to either store: BUCKET KEY FILE CALL. An odd
// number is the moment before a call, an even one the moment after it.
import { migrate } from "../../../cli/migration/migrate";
import { openState } from "../../../cli/stores/open-state";
import type { StateClient } from "../../../cli/stores/state-client";
import { hostSurroundings } from "../../../cli/surroundings";

const [bucket = "", key = "", file = "", last = ""] = process.argv.slice(2);
let moments = 0;

function moment(): void {
  moments += 1;
  if (moments === Number(last)) process.kill(process.pid, "SIGKILL");
}

async function mortal<Result>(call: Promise<Result>): Promise<Result> {
  const result = await call;
  moment();
  return result;
}

function killedAt(client: StateClient): StateClient {
  const call = <Result>(work: () => Promise<Result>): Promise<Result> => {
    moment();
    return mortal(work());
  };
  return {
    ...client,
    read: () => call(() => client.read()),
    write: (content, lock) => call(() => client.write(content, lock)),
    lock: async (info) => {
      const held = await call(() => client.lock(info));
      return { ...held, release: () => call(() => held.release()) };
    },
  };
}

async function main(): Promise<void> {
  const surroundings = hostSurroundings();
  const config = { bucket, key, region: "eu-west-1", encrypt: true, use_lockfile: true };
  const source = killedAt(openState({ type: "s3", config }, surroundings));
  const target = killedAt(openState({ type: "local", path: file }, surroundings));
  await migrate({ environment: "dev", source, target }, { ...surroundings, folder: process.cwd() });
}

void main();
