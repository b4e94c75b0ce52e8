// Data services write their backups where the bucket for backups removes what is old, and Velero keeps to itself.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { backupFolders } from "../../constructs/contract/storage-values";
import { projectRoot } from "../../scripts/host";

const services = path.join(projectRoot(), "k8s", "services");
const scripts = readdirSync(services, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => ({ file, text: readFileSync(path.join(services, file), "utf8") }))
  .filter(({ text }) => text.includes("$REMOTE/"));

test("some data services write backups", () => {
  expect(scripts.length).toBeGreaterThan(0);
});

test.each(scripts)("$file keeps to the folder of applications", ({ text }) => {
  const folders = [...text.matchAll(/\$REMOTE\/([^/"$]+)/g)].map(([, folder]) => folder);
  expect(new Set(folders)).toEqual(new Set([backupFolders.applications]));
});

test("Velero's backups and those of applications lie in different folders", () => {
  expect(backupFolders.cluster).not.toBe(backupFolders.applications);
});
