// What was rendered before is read again: the same input gives the same manifests.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { projectRoot, workFolder } from "../host";

const folder = path.join(workFolder(), "rendered");

/** A short text that stands for values of any size. */
export function digestOf(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

const trees = new Map<string, string>();

/** Stands for all files below a folder of the project, as they were when it was asked for first. */
export function digestOfTree(tree: string): string {
  const digest = trees.get(tree) ?? digestOfFiles(tree);
  trees.set(tree, digest);
  return digest;
}

function digestOfFiles(tree: string): string {
  const root = path.join(projectRoot(), tree);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(root, file)).isFile())
    .sort();
  return digestOf(...files.flatMap((file) => [file, readFileSync(path.join(root, file), "utf8")]));
}

/** Gives what was kept under a key, or makes and keeps it. */
export function kept<Value>(key: string, schema: z.ZodType<Value>, make: () => Value): Value {
  const file = path.join(folder, `${key}.json`);
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  const value = make();
  mkdirSync(folder, { recursive: true });
  // Under its name only when it is whole: several processes of Jest may be at it.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, JSON.stringify(value));
  renameSync(part, file);
  return value;
}
