// An apply that a fault may meet: watched for its first creation, signalled, waited for.
import execa from "execa";
import type { Environment } from "../host";

/** How an apply ended. */
export interface ApplyResult {
  readonly exitCode: number | undefined;
  readonly output: string;
}

/** A running `terraform apply`. */
export interface RunningApply {
  /** When the first resource begins to be created, or when the apply has ended without one. */
  readonly creates: Promise<void>;
  readonly result: Promise<ApplyResult>;
  /** To Terraform and everything that it started, as a Ctrl-C at a terminal goes, or the end of a machine. */
  signalAll(signal: NodeJS.Signals): void;
  /** To Terraform alone, as `kill` sends it. */
  signal(signal: NodeJS.Signals): void;
}

/** Starts an apply in a process group of its own. */
export function startApply(folder: string, environment: Environment): RunningApply {
  const child = execa("terraform", ["apply", "-auto-approve", "-input=false", "-no-color"], {
    cwd: folder,
    env: { ...environment },
    extendEnv: false,
    stdin: "ignore",
    all: true,
    reject: false,
    detached: true,
  });
  const result = child.then(({ exitCode, all = "" }) => ({ exitCode, output: all }));
  const creates = new Promise<void>((resolve) => {
    child.all?.on("data", (text: Buffer) => {
      if (text.includes(": Creating...")) resolve();
    });
    void result.then(() => resolve());
  });
  const send = (to: number, signal: NodeJS.Signals): void => {
    try {
      process.kill(to, signal);
    } catch {
      // It has ended already.
    }
  };
  const id = child.pid ?? 0;
  return {
    creates,
    result,
    signalAll: (signal) => send(-id, signal),
    signal: (signal) => send(id, signal),
  };
}
