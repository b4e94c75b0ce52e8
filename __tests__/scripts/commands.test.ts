import { setTimeout as wait } from "node:timers/promises";
import { endAllCommands, runCommand, startCommand } from "../../scripts/commands";
import { hostEnvironment, projectRoot } from "../../scripts/host";
import { type ListedProcess, listProcesses, processesToAsk, treeOf } from "../../scripts/process-tree";

// Starting programs takes its time where all processors are busy.
jest.setTimeout(30_000);

/** A Node program given as text. */
const node = (script: string, onLine?: (line: string) => void) => ({
  program: process.execPath,
  arguments: ["-e", script],
  folder: projectRoot(),
  environment: hostEnvironment(),
  ...(onLine && { onLine }),
});

const isRunning = (id: number): boolean => listProcesses().some((each) => each.id === id);

afterEach(() => endAllCommands(0));

describe("the result of a command", () => {
  test("has both outputs, and the standard one alone", async () => {
    const lines: string[] = [];
    const script = "console.log('one'); setTimeout(() => console.error('two'), 50); process.exitCode = 3";
    const result = await runCommand(node(script, (line) => lines.push(line)));
    expect(result).toEqual({ exitCode: 3, stdout: "one", output: "one\ntwo" });
    expect(lines).toEqual(["one", "two"]);
  });

  test("counts a signal as a shell does", async () => {
    expect(await runCommand(node("process.kill(process.pid, 'SIGTERM')"))).toMatchObject({ exitCode: 143 });
  });

  test("says that a program can't be started", async () => {
    const result = await runCommand({ ...node(""), program: "no-such-program" });
    expect(result).toEqual({ exitCode: 127, stdout: "", output: "no-such-program could not be started" });
  });

  test("does not depend on this process's environment", async () => {
    const script = "console.log(Object.keys(process.env).filter((name) => /^(A|HOME)$/.test(name)).join())";
    const result = await runCommand({ ...node(script), environment: { A: "1" } });
    expect(result.stdout).toBe("A");
  });
});

describe("ending a command", () => {
  // A program that does not listen, and that starts another one, out of its process group, that does not either.
  const deaf = "process.on('SIGINT', () => {}); setInterval(() => {}, 1000);";
  const family = `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", ${JSON.stringify(`${deaf} console.log('up')`)}], { detached: true });
    child.stdout.once("data", () => console.log(child.pid));
    ${deaf}`;

  test("ends what it started, too, by force after the time of grace", async () => {
    const child = await new Promise<number>((resolve) => {
      startCommand(node(family, (line) => resolve(Number(line))));
    });
    expect(isRunning(child)).toBe(true);
    await endAllCommands(100);
    expect(isRunning(child)).toBe(false);
  });

  test("leaves what listens the time to end by itself", async () => {
    const polite =
      "process.on('SIGINT', () => setTimeout(() => { console.log('saved'); process.exit(0) }, 200));";
    const started = await new Promise<ReturnType<typeof startCommand>>((resolve) => {
      const running = startCommand(
        node(`${polite} setInterval(() => {}, 1000); console.log('up')`, () => resolve(running)),
      );
    });
    await started.end(5_000);
    expect(await started.result).toMatchObject({ exitCode: 0, output: "up\nsaved" });
  });

  test("of several ends the last one first", async () => {
    const ended: string[] = [];
    for (const name of ["first", "second"]) {
      const up = new Promise<void>((resolve) => {
        void startCommand(
          node("setInterval(() => {}, 1000); console.log('up')", () => resolve()),
        ).result.then(() => ended.push(name));
      });
      await up;
    }
    await endAllCommands();
    await wait(0);
    expect(ended).toEqual(["second", "first"]);
  });
});

describe("the tree of a process", () => {
  const listed = (id: number, parent: number, program: string): ListedProcess => ({
    id,
    parent,
    program,
    started: "0",
  });
  const all = [
    listed(5, 4, "terraform-provi"),
    listed(4, 3, "terraform"),
    listed(3, 2, "node"),
    listed(2, 1, "npm"),
    listed(9, 1, "terraform"),
  ];

  test("is everything that it started, in whatever order the processes are listed", () => {
    expect(treeOf(3, all).map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(treeOf(7, all)).toEqual([]);
  });

  test("is asked to end through Terraform alone, where it is in there", () => {
    expect(processesToAsk(3, treeOf(3, all))).toEqual([4]);
    expect(processesToAsk(3, [listed(3, 2, "node")])).toEqual([3]);
  });
});
