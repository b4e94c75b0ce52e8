// The committed list of each stack's resource addresses, and what has become of them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../scripts/host";
import type { SynthesizedApp, SynthesizedStack } from "../synthesized";

/** What adds new addresses to the lists. */
export const writeCommand = "npm run accept";

/** The file that lists a stack's addresses. */
export function listFile(stack: string): string {
  return path.join(projectRoot(), "__tests__", "ids", `${stack}.txt`);
}

/** The addresses that are recorded for a stack. */
export function recordedAddresses(stack: string): readonly string[] {
  const file = listFile(stack);
  return existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];
}

/** The stacks that have a list. */
export function recordedStacks(): readonly string[] {
  return readdirSync(path.dirname(listFile("any")))
    .filter((file) => file.endsWith(".txt"))
    .map((file) => path.basename(file, ".txt"));
}

/** What is wrong between a stack and its list, told so that the reader can mend it. */
export function addressProblems(recorded: readonly string[], stack: SynthesizedStack): readonly string[] {
  const { name, addresses, moved } = stack;
  const isMoved = (address: string) =>
    moved.some(({ from, to }) => from === address && addresses.includes(to));
  const vanished = recorded.filter((address) => !addresses.includes(address) && !isMoved(address));
  const added = addresses.filter((address) => !recorded.includes(address));
  return [
    ...vanished.map(
      (address) =>
        `${address} is gone from ${name}, so Terraform would destroy what it names. Keep its id, or call ` +
        `moveFromId("${address}") on the resource that takes its place. If it shall be destroyed, remove its line ` +
        `from __tests__/ids/${name}.txt.`,
    ),
    ...added.map((address) => `${address} is new in ${name}; record it: ${writeCommand}`),
  ];
}

/** The same for an app: a stack that is gone takes all its resources along. */
export function appProblems(app: SynthesizedApp): readonly string[] {
  return [
    ...[...app.values()].flatMap((stack) => addressProblems(recordedAddresses(stack.name), stack)),
    ...recordedStacks()
      .filter((name) => !app.has(name))
      .map((name) => `the stack ${name} is gone. Bring it back, or remove __tests__/ids/${name}.txt.`),
  ];
}
