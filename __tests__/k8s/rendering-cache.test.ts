// Renderings are kept for as long as nothing that they depend on changes, and not for ever.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { temporaryFolder } from "../../scripts/host";
import { digestOfRelease, type Release } from "../../scripts/render/helm";
import { digestOfFiles, RenderingCache } from "../../scripts/render/rendering-cache";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(temporaryFolder(), "hera-renderings-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A cache of a process of its own, that counts what it makes. */
function cacheOf(changes: { readonly most?: number; readonly renderer?: string } = {}) {
  const cache = new RenderingCache({ folder, most: 100, renderer: "helm 3", ...changes });
  const made: string[] = [];
  const make = (key: string) => {
    made.push(key);
    return `of ${key}`;
  };
  return { made, give: (key: string) => cache.kept(key, z.string(), () => make(key)) };
}

test("what was made before is read, by the process that made it and by others", () => {
  const first = cacheOf();
  expect([first.give("a"), first.give("a")]).toEqual(["of a", "of a"]);
  const other = cacheOf();
  expect(other.give("a")).toBe("of a");
  expect([first.made, other.made]).toEqual([["a"], []]);
});

test("another program makes it anew", () => {
  cacheOf().give("a");
  const other = cacheOf({ renderer: "helm 4" });
  other.give("a");
  expect(other.made).toEqual(["a"]);
});

test("what nobody used for longest goes, and what was read is used", () => {
  const { give } = cacheOf({ most: 5 });
  for (const key of ["a", "b", "c", "d", "e", "f"]) give(key);
  const old = new Date(Date.now() - 60_000);
  for (const file of readdirSync(folder)) utimesSync(path.join(folder, file), old, old);
  const other = cacheOf({ most: 5 });
  for (const key of ["a", "g"]) other.give(key);
  expect(readdirSync(folder)).toHaveLength(5);
  const last = cacheOf({ most: 5 });
  for (const key of ["a", "g"]) last.give(key);
  expect(last.made).toEqual([]);
});

test("a chart's archive counts by what is in it, and not by where it is", () => {
  const release = (chart: string): Release => ({
    name: "loki",
    namespace: "loki",
    chart: path.join(folder, chart),
    valueFiles: [],
    values: "",
    kubernetesVersion: "1.35",
  });
  for (const [file, content] of [
    ["loki-1.0.0.tgz", "packed"],
    ["copy.tgz", "packed"],
    ["other.tgz", "repacked"],
  ] as const)
    writeFileSync(path.join(folder, file), content);
  const digest = digestOfRelease(release("loki-1.0.0.tgz"));
  expect(digestOfRelease(release("copy.tgz"))).toBe(digest);
  expect(digestOfRelease(release("other.tgz"))).not.toBe(digest);
});

test("a folder counts by its files' names and contents", () => {
  const digests = [
    ["one", "a.yaml", "x"],
    ["two", "a.yaml", "y"],
    ["three", "b.yaml", "x"],
  ].map(([name = "", file = "", content = ""]) => {
    mkdirSync(path.join(folder, name, "inner"), { recursive: true });
    writeFileSync(path.join(folder, name, "inner", file), content);
    return digestOfFiles(path.join(folder, name));
  });
  expect(new Set(digests).size).toBe(3);
});
