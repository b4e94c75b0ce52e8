import type { Command } from "commander";
import { exitCodes } from "../../cli/exit-codes";
import { heraCommand } from "../../cli/hera-command";
import { recorded, run } from "./run-in-memory";

/** Every command that does something, by its whole line. */
function leaves(command: Command, line: string): readonly (readonly [string, Command])[] {
  return command.commands.length === 0
    ? [[line, command]]
    : command.commands.flatMap((one) => leaves(one, `${line} ${one.name()}`));
}

const all = leaves(heraCommand(recorded().surroundings), "hera");

test("each exit code means one thing", () => {
  const codes = Object.values(exitCodes).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each(all)("%s --help reads like a manual", async (line) => {
  const { code, printed } = await run([...line.split(" ").slice(1), "--help"]);
  expect(code).toBe(0);
  for (const part of [
    "Usage:",
    "What it does:\n  1. ",
    "Examples:\n  $ npx hera ",
    "Exit codes:\n  0  done",
  ]) {
    expect(printed).toContain(part);
  }
});

test.each(all)("every example of %s is a line that it understands", (line, command) => {
  const help: string[] = [];
  command.configureOutput({ writeOut: (text) => help.push(text) }).outputHelp();
  const examples = [...help.join("").matchAll(/^ {2}\$ npx (hera .*)$/gm)].map(([, example = ""]) => example);
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    const known = all.find(([other]) => example === other || example.startsWith(`${other} `));
    const options = example.split(" ").filter((word) => word.startsWith("--"));
    expect([example, known?.[0]]).toEqual([example, expect.any(String)]);
    expect(known?.[1].options.map(({ long }) => long)).toEqual(expect.arrayContaining(options));
  }
  expect(examples.some((example) => example.startsWith(line))).toBe(true);
});

test.each([
  [["stat"], "unknown command 'stat'"],
  [["state", "histroy", "dev"], "Did you mean history?"],
  [["state", "history"], "missing required argument 'environment'"],
  [["state", "history", "dev", "prod"], "too many arguments"],
  [["state", "history", "dev", "--jsn"], "unknown option '--jsn'"],
  [["state", "history", "dev", "--limit", "0"], "Allowed is a whole number from 1 to 1000."],
  [["state", "history", "devv"], 'did you mean "dev"?'],
  [["state", "unlock", "qa"], "there are bootstrap, dev, staging, prod"],
  [["state", "recover", "qa"], "add it to envs/environments.ts"],
  [["state", "migrate", "dev"], "name the source by --from"],
  [["state", "migrate", "dev", "--from", "s3://bucket/key"], "is no place of a state"],
  [["state", "migrate", "dev", "--from", "absent.tfbackend"], "there is no file absent.tfbackend"],
])("hera %j is told what is wrong, and ends with 2", async (words, text) => {
  const { code, told, printed } = await run(words);
  expect([code, printed]).toEqual([2, ""]);
  expect(told).toContain(text);
});

test("without a command, the help is an error's", async () => {
  expect(await run([])).toMatchObject({ code: 2, told: expect.stringContaining("Usage: hera") });
});
