import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { lookForHolder } from "../../cli/lock-holder";
import { isMarkedProcessAlive, ownMark } from "../../cli/process-mark";
import type { LockInfo } from "../../cli/stores/state-client";
import type { StatePlace } from "../../cli/stores/state-place";

const place: StatePlace = {
  type: "s3",
  config: { bucket: "acme", key: "dev/dev.tfstate", region: "eu-west-1", use_lockfile: true },
};

function lock(who: string, info = ""): LockInfo {
  const rest = { ID: "1", Operation: "OperationTypeApply", Version: "1.11.4", Created: "now", Path: "" };
  return { ...rest, Who: who, Info: info };
}

const here = `alice@${os.hostname()}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "holder-"));
  mkdirSync(path.join(folder, ".terraform"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function recordBackend(config: Record<string, unknown>): void {
  const record = { version: 3, backend: { type: "s3", config: { profile: null, ...config }, hash: 1 } };
  writeFileSync(path.join(folder, ".terraform", "terraform.tfstate"), JSON.stringify(record));
}

test("a terraform that works on this state is suspected", () => {
  recordBackend({ bucket: "acme", key: "dev/dev.tfstate", region: "eu-west-1" });
  expect(lookForHolder(lock(here), place, [{ id: 7, folder }]).suspects).toEqual([
    `terraform, process 7, in ${folder}`,
  ]);
});

test("one that works on another state is not, and one without a backend neither", () => {
  recordBackend({ bucket: "acme", key: "prod/prod.tfstate", region: "eu-west-1" });
  const elsewhere = { id: 8, folder: path.join(folder, "nothing") };
  expect(lookForHolder(lock(here), place, [{ id: 7, folder }, elsewhere]).suspects).toEqual([]);
});

test("one whose folder can't be seen or read is suspected", () => {
  writeFileSync(path.join(folder, ".terraform", "terraform.tfstate"), "{");
  const processes = [
    { id: 7, folder: undefined },
    { id: 8, folder },
  ];
  expect(lookForHolder(lock(here), place, processes).suspects).toHaveLength(2);
});

test("a holder on another host is not looked for, and that is said", () => {
  const sight = lookForHolder(lock("alice@laptop"), place, [{ id: 7, folder: undefined }]);
  expect(sight).toEqual({ suspects: [], verdict: expect.stringContaining("can't be seen from here") });
  expect(lookForHolder(lock(""), place, []).verdict).toContain("on a host that it doesn't name");
});

test("a hera is known by its process", () => {
  const mark = ownMark();
  expect(isMarkedProcessAlive(mark)).toBe(true);
  expect(lookForHolder(lock(here, mark), place, []).suspects).toEqual(["hera (OperationTypeApply)"]);
  const gone = mark.replace(/"process":\d+/, '"process":4194304');
  expect(isMarkedProcessAlive(gone)).toBe(false);
  expect(lookForHolder(lock(here, gone), place, [{ id: 7, folder: undefined }]).suspects).toEqual([]);
  // A later process of the same number, and one of another machine.
  expect(isMarkedProcessAlive(mark.replace(/"started":"\d+"/, '"started":"1"'))).toBe(false);
  expect(isMarkedProcessAlive(mark.replace(/"machine":"./, '"machine":"!'))).toBeUndefined();
  expect(isMarkedProcessAlive("")).toBeUndefined();
});
