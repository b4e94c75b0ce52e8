import { readFileSync, readlinkSync } from "node:fs";
import { z } from "zod";
import { listProcesses } from "../scripts/process-tree";

/** What tells one process from every other, on every machine, also after its number was given away again. */
const markSchema = z.object({ process: z.number(), started: z.string(), machine: z.string() });

/** Which boot of which machine this is, and which space of process numbers; undefined where Linux doesn't say. */
function thisMachine(): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return undefined;
  }
}

/** This process, as it stands in the `Info` of its locks; empty where it can't be told from others. */
export function ownMark(): string {
  const machine = thisMachine();
  const own = listProcesses().find(({ id }) => id === process.pid);
  return machine === undefined || own === undefined
    ? ""
    : JSON.stringify({ process: own.id, started: own.started, machine });
}

/** Whether the process of a mark runs; undefined where that can't be seen from here. */
export function isMarkedProcessAlive(mark: string): boolean | undefined {
  const read = markSchema.safeParse(jsonOf(mark));
  if (!read.success || read.data.machine !== thisMachine()) return undefined;
  const { process: id, started } = read.data;
  return listProcesses().some((each) => each.id === id && each.started === started);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
