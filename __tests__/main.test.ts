import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { homeFolder, hostEnvironment, projectRoot } from "../scripts/host";
import { mainApp } from "./main-app";
import { readSynthesized } from "./synthesized";

/** All that synthesis reads of the project. */
const sources = [
  ".gen",
  "main.ts",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
  "bootstrap",
  "constructs",
  "envs",
  "k8s",
  "scripts",
];

const folder = mkdtempSync(path.join(os.tmpdir(), "main-"));
const elsewhere = path.join(folder, "a copy of the project");
const here = path.join(folder, "here");
const there = path.join(folder, "there");

/** Runs the app as cdktf.json does, and gives each file that it writes. */
function run(
  root: string,
  output: string,
  surroundings: Readonly<Record<string, string>>,
): Map<string, string> {
  execFileSync(process.execPath, [path.join(root, "scripts/run.cjs"), "main.ts"], {
    cwd: root,
    env: { ...hostEnvironment(), ...surroundings, CDKTF_OUTDIR: output },
  });
  const files = readdirSync(output, { recursive: true, encoding: "utf8" }).sort();
  return new Map(
    files
      .filter((file) => statSync(path.join(output, file)).isFile())
      .map((file) => [file, readFileSync(path.join(output, file), "utf8")]),
  );
}

let first: Map<string, string>;
let second: Map<string, string>;

beforeAll(() => {
  for (const source of sources) {
    cpSync(path.join(projectRoot(), source), path.join(elsewhere, source), {
      recursive: true,
      filter: (file) => path.relative(projectRoot(), file) !== path.join("bootstrap", "state"),
    });
  }
  symlinkSync(path.join(projectRoot(), "node_modules"), path.join(elsewhere, "node_modules"));
  first = run(projectRoot(), here, { LANG: "C", LC_ALL: "C", TZ: "UTC" });
  second = run(elsewhere, there, { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("main.ts writes bootstrap and a stack for each environment", () => {
  const written = [...readSynthesized(here)].map(([name, { text }]) => [name, text]);
  expect(written).toEqual([...mainApp()].map(([name, { text }]) => [name, text]));
});

test("another folder, locale and time zone give the same bytes", () => {
  expect([...second.keys()]).toEqual([...first.keys()]);
  for (const [file, text] of first) expect({ file, text }).toEqual({ file, text: second.get(file) });
});

test("no path of this machine is written down", () => {
  const paths = [projectRoot(), folder, os.tmpdir(), homeFolder(), process.execPath];
  for (const text of first.values()) expect(paths.filter((one) => text.includes(one))).toEqual([]);
});
