import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Import } from "./stack-imports";

/** The file that stands beside the synthesized stack while it is recovered. */
const FILE = "recover.tf.json";

/** Writes import blocks beside a stack. */
export function writeImports(folder: string, imports: readonly Import[]): void {
  const data: Record<string, Record<string, unknown>> = {};
  for (const { lookup } of imports) {
    if (lookup !== undefined) data[lookup.type] = { ...data[lookup.type], [lookup.name]: lookup.arguments };
  }
  const blocks = imports.map(({ to, id }) => ({ to, id }));
  writeFileSync(
    path.join(folder, FILE),
    JSON.stringify({ ...(Object.keys(data).length > 0 ? { data } : {}), import: blocks }, undefined, 2),
  );
}

/** Takes them away again. */
export function removeImports(folder: string): void {
  rmSync(path.join(folder, FILE), { force: true });
}

/** The blocks as a person would write them. */
export function importLines(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ to, id }) => [
    "import {",
    `  to = ${to}`,
    `  id = ${JSON.stringify(id)}`,
    "}",
    "",
  ]);
}
