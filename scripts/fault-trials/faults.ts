// The faults of the trials: when each strikes, and what a user would do meanwhile.
import { setTimeout as wait } from "node:timers/promises";
import type { Locking } from "../../constructs/contract/state-backend";
import type { RunningApply } from "./apply";
import type { FaultRule } from "./fault-rules";
import { between, oneOf, type Random } from "./random";
import type { TrialLength } from "./trial-stack";

/** What a fault is given to work on. */
export interface FaultTarget {
  readonly start: () => RunningApply;
  readonly random: Random;
  /** Strikes requests of this trial only. */
  readonly setRule: (rule: FaultRule) => Promise<void>;
  readonly struck: () => Promise<number>;
  readonly removeRule: () => Promise<void>;
}

/** A fault, and how much of a run it gets. */
export interface Fault {
  readonly name: string;
  /** Of 200 trials. */
  readonly share: number;
  readonly length: TrialLength;
  readonly lockings: readonly [Locking, ...Locking[]];
  /** Returns when nothing of the apply is running any more. */
  readonly strike: (target: FaultTarget) => Promise<void>;
}

const everyLocking = ["lockfile", "lockfile", "dynamodb", "both"] as const;
/** How long a short apply creates, in seconds. */
const SHORT_SECONDS = 4.5;
const stateObject = "/dev/dev\\.tfstate(\\?|$)";
/** More requests than an apply ever makes. */
const FOR_GOOD = 1000;
/** State, lock and all. */
const wholeStore = "^/($|\\?|dev/)";

const seconds = (count: number): Promise<void> => wait(count * 1000);

/** Mostly while resources are created, sometimes before that. */
async function someMoment(apply: RunningApply, random: Random): Promise<void> {
  if (random() < 0.15) return seconds(between(random, 0, 3));
  await apply.creates;
  await seconds(between(random, 0, SHORT_SECONDS));
}

function endedBy(signal: NodeJS.Signals, toAll: boolean): Fault["strike"] {
  return async ({ start, random }) => {
    const apply = start();
    await someMoment(apply, random);
    if (toAll) apply.signalAll(signal);
    else apply.signal(signal);
    await apply.result;
  };
}

/** From some moment on, for some requests or for all that follow. */
function struckBy(rule: (random: Random) => FaultRule): Fault["strike"] {
  return async ({ start, random, setRule }) => {
    const apply = start();
    await someMoment(apply, random);
    const times = oneOf(random, [1, 2, 3, FOR_GOOD, FOR_GOOD, FOR_GOOD]);
    await setRule({ ...rule(random), times });
    await apply.result;
  };
}

/** Errors of the store when a state is written, or at whatever is asked of it. */
function refusedWith(status: number): Fault["strike"] {
  return struckBy((random) => ({
    host: "s3",
    path: oneOf(random, [stateObject, wholeStore]),
    effect: "refuse",
    status,
  }));
}

/** A user waits a while, presses Ctrl-C, waits again, and then has enough. */
async function silence({ start, random, setRule, struck, removeRule }: FaultTarget): Promise<void> {
  const apply = start();
  await someMoment(apply, random);
  await setRule({ host: "s3", path: wholeStore, effect: "silence" });
  let hasEnded = false;
  void apply.result.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && (await struck()) === 0) await seconds(0.2);
  await seconds(1.5);
  apply.signalAll("SIGINT");
  await seconds(3);
  apply.signalAll("SIGKILL");
  await removeRule();
  await apply.result;
}

async function twelveAtOnce({ start }: FaultTarget): Promise<void> {
  const applies = Array.from({ length: 12 }, start);
  const ended = await Promise.all(applies.map(({ result }) => result));
  for (const { exitCode, output } of ended) {
    if (exitCode !== 0 && !output.includes("Error acquiring the state lock")) throw new Error(output);
  }
  if (!ended.some(({ exitCode }) => exitCode === 0)) throw new Error("none of twelve applies got the lock");
}

async function skewed({ start, random, setRule }: FaultTarget): Promise<void> {
  const ahead = oneOf(random, [-3600, -600, -120, 120, 600, 3600]);
  await setRule({ host: "(^|\\.)(s3|sts|dynamodb)\\.", effect: "skew", seconds: ahead });
  await start().result;
}

export const faults: readonly Fault[] = [
  {
    name: "SIGKILL, the apply shorter than 20 s",
    share: 30,
    length: "short",
    lockings: everyLocking,
    strike: endedBy("SIGKILL", true),
  },
  {
    name: "SIGKILL, the apply longer than 20 s",
    share: 12,
    length: "long",
    lockings: everyLocking,
    strike: async ({ start, random }) => {
      const apply = start();
      await apply.creates;
      await seconds(between(random, 19, 26));
      apply.signalAll("SIGKILL");
      await apply.result;
    },
  },
  { name: "SIGTERM", share: 18, length: "short", lockings: everyLocking, strike: endedBy("SIGTERM", false) },
  { name: "SIGINT", share: 18, length: "short", lockings: everyLocking, strike: endedBy("SIGINT", true) },
  {
    name: "the store answers 500",
    share: 16,
    length: "short",
    lockings: everyLocking,
    strike: refusedWith(500),
  },
  {
    name: "the store answers 503",
    share: 16,
    length: "short",
    lockings: everyLocking,
    strike: refusedWith(503),
  },
  {
    name: "the store answers 403",
    share: 16,
    length: "short",
    lockings: everyLocking,
    strike: refusedWith(403),
  },
  {
    name: "the store is slow",
    share: 10,
    length: "short",
    lockings: everyLocking,
    strike: async ({ start, random, setRule }) => {
      await setRule({ host: "s3", path: wholeStore, effect: "delay", seconds: between(random, 1, 3) });
      await start().result;
    },
  },
  { name: "the store does not answer", share: 14, length: "short", lockings: everyLocking, strike: silence },
  {
    name: "cut in the middle of a state upload",
    share: 18,
    length: "short",
    lockings: everyLocking,
    strike: struckBy(() => ({ host: "s3", method: "PUT", path: stateObject, effect: "cut-upload" })),
  },
  {
    name: "cut after a state upload",
    share: 12,
    length: "short",
    lockings: everyLocking,
    strike: struckBy(() => ({ host: "s3", method: "PUT", path: stateObject, effect: "lose-response" })),
  },
  { name: "twelve applies at once", share: 8, length: "short", lockings: everyLocking, strike: twelveAtOnce },
  { name: "clock skew", share: 12, length: "short", lockings: everyLocking, strike: skewed },
];
