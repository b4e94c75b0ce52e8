import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { placeOf } from "../backend-record";
import { CommandError } from "../command-error";
import type { StatePlace } from "../stores/state-place";

const allowed =
  "local, local:PATH, a state's file, or a backend's file *.tfbackend as it is written to cdktf.out/backend-config/";

/**
 * What `--from` and `--to` name.
 *
 * @param localPath what `local` means.
 */
export function namedPlace(name: string, localPath: string): StatePlace {
  if (name === "local") return { type: "local", path: localPath };
  if (name.startsWith("local:")) return { type: "local", path: path.resolve(name.slice("local:".length)) };
  if (name.endsWith(".tfbackend")) return placeInFile(name);
  if (/\.tfstate(\.backup)?$/.test(name)) return { type: "local", path: path.resolve(name) };
  throw new CommandError("usage", `${JSON.stringify(name)} is no place of a state`, `use ${allowed}`);
}

/** Reads the files that are written for `terraform init -backend-config=…`: an argument a line, its value as JSON. */
function placeInFile(file: string): StatePlace {
  if (!existsSync(file)) {
    throw new CommandError(
      "usage",
      `there is no file ${file}`,
      "synthesize the app (`npm run synth`), or use another",
    );
  }
  const text = readFileSync(file, "utf8");
  const [, type = ""] = /^# +backend "(\w+)"/m.exec(text) ?? [];
  const place = placeOf(type, argumentsIn(text), path.dirname(path.resolve(file)));
  if (place !== undefined) return place;
  throw new CommandError(
    "usage",
    `${file} doesn't say where a state is`,
    "use a file that was written by the app's synthesis, whose first lines name the backend's type",
  );
}

function argumentsIn(text: string): Record<string, unknown> {
  const lines = [...text.matchAll(/^(\w+) = (.*)$/gm)];
  return Object.fromEntries(lines.map(([, name = "", value = ""]) => [name, jsonOf(value)]));
}

function jsonOf(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
