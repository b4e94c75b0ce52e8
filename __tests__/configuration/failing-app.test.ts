import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { messageOf, told } from "./refusal";

const root = resolve(__dirname, "../..");

/** The app in a folder of its own, with another text in place of one of an environment's. */
function appWith(folder: string, environment: string, text: string, other: string): string {
  for (const name of ["main.ts", "envs"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ["bootstrap", "constructs"]) symlinkSync(join(root, name), join(folder, name));
  const file = join(folder, "envs", `${environment}.ts`);
  const source = readFileSync(file, "utf8");
  expect(source).toContain(text);
  writeFileSync(file, source.replace(text, other));
  return join(folder, "main.ts");
}

test("the app fails with the whole message and writes nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "hera-app-"));
  try {
    const entry = appWith(folder, "dev", 'name: "dev"', 'name: "Dev"');
    const files = readdirSync(folder);
    const app = spawnSync(process.execPath, [join(root, "scripts", "run.cjs"), entry], {
      cwd: folder,
      encoding: "utf8",
      timeout: 60_000,
    });

    expect(app.stderr).toBe(
      `${messageOf([
        told(
          'Dev.name = "Dev" is not of the right form.',
          "Allowed: 2 to 12 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ])}\n`,
    );
    expect(app.status).toBe(1);
    expect(app.stdout).toBe("");
    expect(readdirSync(folder)).toEqual(files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
