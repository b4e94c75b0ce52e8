import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { NatSandbox } from "./nat-sandbox";

const connection = "2026-01-01T00:00:00+0000 nat kernel: hera-flow: IN=enp7s0 OUT=eth0 SRC=10.10.128.5";

let host: NatSandbox;
beforeEach(() => {
  host = new NatSandbox();
});
afterEach(() => host.remove());

const ship = () => host.run("ship-flow-log.sh");
const shipped = () =>
  host
    .list("bucket")
    .map((name) => gunzipSync(readFileSync(path.join(host.folder, "bucket", name))).toString("utf8"))
    .join("");

test("connections go to the bucket, and nothing else of the kernel's messages", async () => {
  host.write("journal", `kernel: eth0: link is up\n${connection} 1\n`);
  expect((await ship()).exitCode).toBe(0);
  expect(shipped()).toBe(`${connection} 1\n`);
  expect(host.list("var/spool/hera-flow-log")).toEqual(["cursor"]);
  expect(host.read("calls")).toMatch(/logs\/\d{4}-\d{2}-\d{2}\/acme-dev-nat-fsn1\/\S+\.log\.gz/);
});

test("an hour without connections sends nothing", async () => {
  host.write("journal", "kernel: eth0: link is up\n");
  expect((await ship()).exitCode).toBe(0);
  expect(host.read("calls")).not.toContain("curl");
});

test("what couldn't be sent is sent the next time, and once", async () => {
  host.write("journal", `${connection} 1\n`);
  host.write("offline", "");
  expect((await ship()).exitCode).not.toBe(0);
  expect(host.list("bucket")).toEqual([]);
  host.remove("offline");
  expect((await ship()).exitCode).toBe(0);
  expect((await ship()).exitCode).toBe(0);
  expect(shipped()).toBe(`${connection} 1\n`);
});
