// Ending a process with everything it started. cdktf runs Terraform in a terminal of its own, and Terraform runs
// its providers, so neither a signal to cdktf nor one to its process group reaches them all.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { operatingSystem } from "./host";

/** A process as the operating system lists it. */
export interface ListedProcess {
  readonly id: number;
  readonly parent: number;
  /** The name of its program, without a folder. */
  readonly program: string;
  /** Tells it apart from a later process with the same number. */
  readonly started: string;
}

/** On Linux from /proc, because small images have no `ps`. */
function listFromProc(): ListedProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        // The program's name is in parentheses and may hold anything, also spaces and parentheses.
        const nameEnd = stat.lastIndexOf(")");
        const program = stat.slice(stat.indexOf("(") + 1, nameEnd);
        const [state, parent, ...rest] = stat.slice(nameEnd + 2).split(" ");
        // A process that has ended, but whose parent has not noticed yet, can't be ended once more.
        if (state === "Z") return [];
        return [{ id: Number(name), parent: Number(parent), program, started: rest[17] ?? "" }];
      } catch {
        return []; // It ended while the list was read.
      }
    });
}

function listFromPs(): ListedProcess[] {
  const printed = execFileSync("ps", ["-A", "-o", "pid=,ppid=,state=,lstart=,comm="], { encoding: "utf8" });
  return printed.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/.exec(line);
    const [, id, parent, state, started, command] = match ?? [];
    if (started === undefined || command === undefined || state?.startsWith("Z")) return [];
    return [
      { id: Number(id), parent: Number(parent), program: command.split("/").at(-1) ?? command, started },
    ];
  });
}

/** Every process of the machine. */
export function listProcesses(): ListedProcess[] {
  return operatingSystem() === "linux" ? listFromProc() : listFromPs();
}

/** A process and everything it started, directly or not, out of a list. */
export function treeOf(root: number, all: readonly ListedProcess[]): ListedProcess[] {
  const tree = all.filter((each) => each.id === root);
  // The list grows while it is walked: each process found brings its children.
  for (const parent of tree)
    tree.push(...all.filter((each) => each.parent === parent.id && each.id !== root));
  return tree;
}

/**
 * Whom to ask to stop. Terraform, where it is in the tree: it then saves its state and frees the lock, and cdktf
 * ends because Terraform did. Asked itself, cdktf would leave at once and take Terraform's terminal away; and
 * Terraform that is asked twice gives up without saving.
 */
export function processesToAsk(root: number, tree: readonly ListedProcess[]): number[] {
  const terraforms = tree.filter((each) => each.program === "terraform").map((each) => each.id);
  return terraforms.length > 0 ? terraforms : [root];
}

function signal(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch {
    // It has ended already, which is what was wanted.
  }
}

/** Follows a process tree through time: what its parent leaves behind belongs to nobody, but stays in here. */
class ProcessTree {
  private known: ListedProcess[];

  constructor(root: number) {
    this.known = treeOf(root, listProcesses());
  }

  /** What is running now of everything that was ever seen in the tree, and of what that started since. */
  running(): readonly ListedProcess[] {
    const all = listProcesses();
    const isSame = (one: ListedProcess, other: ListedProcess) =>
      one.id === other.id && one.started === other.started;
    const survivors = all.filter((each) => this.known.some((known) => isSame(each, known)));
    this.known = [...new Set(survivors.flatMap((each) => treeOf(each.id, all)))];
    return this.known;
  }
}

/**
 * Ends a process and everything it started: first by asking (SIGINT), and what is still there after the time of
 * grace by force. Returns when all are gone.
 */
export async function endProcessTree(root: number, graceMilliseconds: number): Promise<void> {
  const tree = new ProcessTree(root);
  const asked = new Set<number>();
  const deadline = performance.now() + graceMilliseconds;
  for (let running = tree.running(); running.length > 0; running = tree.running()) {
    const isTimeOver = performance.now() > deadline;
    for (const { id } of isTimeOver ? running : []) signal(id, "SIGKILL");
    // Asked once each: Terraform takes a second request for an order to give up.
    for (const id of processesToAsk(root, running).filter((each) => !asked.has(each))) {
      asked.add(id);
      signal(id, "SIGINT");
    }
    await wait(50);
  }
}
