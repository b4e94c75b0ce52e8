// What was rendered before is read again: the same input gives the same manifests.
import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { projectRoot, workFolder } from "../host";
import { versionOf } from "./programs";

/** A short text that stands for values of any size. */
export function digestOf(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

const digests = new Map<string, string>();

/** Stands for a file, or for all files below a folder; named from the project's folder on. */
export function digestOfFiles(file: string): string {
  const root = path.resolve(projectRoot(), file);
  const known = digests.get(root);
  if (known !== undefined) return known;
  const names = statSync(root).isFile() ? [""] : readdirSync(root, { recursive: true, encoding: "utf8" });
  const contents = names
    .sort()
    .filter((name) => statSync(path.join(root, name)).isFile())
    .flatMap((name) => [name, readFileSync(path.join(root, name))]);
  const digest = digestOf(...contents);
  digests.set(root, digest);
  return digest;
}

/** Where renderings are kept, and how many of them. */
export interface RenderingCacheProps {
  readonly folder: string;
  /** More are there for a moment only: those that nobody used for longest go. */
  readonly most: number;
  /** Stands for what renders: another one may make something else of the same input. */
  readonly renderer: string;
}

/** Values by keys that stand for all that they depend on; kept beyond the process. */
export class RenderingCache {
  private readonly read = new Map<string, unknown>();

  constructor(private readonly props: RenderingCacheProps) {}

  /** Gives what was kept under a key, or makes and keeps it. */
  kept<Value>(key: string, schema: z.ZodType<Value>, make: () => Value): Value {
    const name = digestOf(this.props.renderer, key);
    const known = this.read.get(name) ?? this.readFile(name);
    if (known !== undefined) {
      this.read.set(name, known);
      return schema.parse(known);
    }
    const value = make();
    this.read.set(name, value);
    this.write(name, value);
    return value;
  }

  private readFile(name: string): unknown {
    const file = this.fileOf(name);
    const now = new Date();
    try {
      utimesSync(file, now, now);
      return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
      // Not asked for before: another process may let it go in between.
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  private write(name: string, value: unknown): void {
    mkdirSync(this.props.folder, { recursive: true });
    // Under its name only when it is whole: several processes of Jest may be at it.
    const part = `${this.fileOf(name)}.${process.pid}`;
    writeFileSync(part, JSON.stringify(value));
    renameSync(part, this.fileOf(name));
    this.prune();
  }

  private prune(): void {
    const { folder, most } = this.props;
    const names = readdirSync(folder);
    // A fifth at once: looking at all of them takes longer than writing one.
    if (names.length <= most * 1.2) return;
    const usedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const files = names.map((name) => path.join(folder, name)).map((file) => ({ file, used: usedAt(file) }));
    for (const { file } of files.sort((one, other) => other.used - one.used).slice(most)) {
      rmSync(file, { force: true });
    }
  }

  private fileOf(name: string): string {
    return path.join(this.props.folder, `${name}.json`);
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
}

let own: RenderingCache | undefined;

/** The project's own: of a few states of `k8s/`, which take 200 renderings of 50 KiB each. */
export function renderings(): RenderingCache {
  own ??= new RenderingCache({
    folder: path.join(workFolder(), "rendered"),
    most: 1000,
    renderer: digestOf(versionOf("helm"), versionOf("kubectl"), digestOfFiles("scripts/render")),
  });
  return own;
}
