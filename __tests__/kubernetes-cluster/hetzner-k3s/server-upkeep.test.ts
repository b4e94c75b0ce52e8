// What a control plane's server does while it runs, and what is done to it by hand: its scripts, run in a folder.
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { controlPlaneUserData } from "../../../constructs/kubernetes-cluster/hetzner-k3s/user-data";
import { controlPlaneExample } from "./k3s-examples";
import { SandboxServer } from "./sandbox-server";

const settings = "etc/rancher/k3s/config.yaml.d/10-cluster.yaml";
const manifest = "var/lib/rancher/k3s/server/manifests/hera-autoscaler.yaml";
const membership = "etc/rancher/k3s/config.yaml.d/20-membership.yaml";
const ready = "acme-dev-control-plane-fsn1 Ready\nacme-dev-control-plane-nbg1 Ready\n";

let server: SandboxServer;
beforeEach(() => {
  server = new SandboxServer(controlPlaneUserData(controlPlaneExample));
  server.around("running/k3s.service", "");
  server.around("nodes", ready);
});
afterEach(() => server.remove());

/** Writes the bucket's configuration, as Terraform does. */
function configure(files: Readonly<Record<string, string>>): void {
  const sums = Object.entries(files).map(([file, content]) => {
    server.around(`bucket/config/${file}`, content);
    return `${createHash("sha256").update(content).digest("hex")}  ${file}\n`;
  });
  server.around("bucket/config/index", sums.join(""));
}

test("what changed is installed, and k3s restarts once", async () => {
  configure({ [settings]: "disable: []\n", [manifest]: "kind: Secret\n" });
  expect((await server.run("sync-configuration.sh")).output).toBe("");
  expect(server.read(settings)).toBe("disable: []\n");
  expect(server.read(manifest)).toBe("kind: Secret\n");
  expect(server.unitCalls()).toEqual(["systemctl restart k3s.service"]);
  expect((await server.run("sync-configuration.sh")).exitCode).toBe(0);
  const calls = server.calls();
  expect(calls).toHaveLength(1);
  expect(calls[0]).toContain("/config/index");
});

test("a manifest is k3s' to apply, and restarts nothing", async () => {
  configure({ [manifest]: "kind: Secret\n" });
  await server.run("sync-configuration.sh");
  expect(server.unitCalls()).toEqual([]);
});

test("autoscaled servers join with the token of this cluster, which no object holds", async () => {
  configure({ [manifest]: 'one: "@AGENT_TOKEN@"\nother: "@AGENT_TOKEN@"\n' });
  await server.run("sync-configuration.sh");
  const { serverCaCertificate, agentToken } = controlPlaneExample.secrets;
  const token = `K10${createHash("sha256").update(serverCaCertificate).digest("hex")}::node:${agentToken}`;
  expect(server.read(manifest)).toBe(`one: "${token}"\nother: "${token}"\n`);
});

test("nothing is installed while some objects are newer than the index", async () => {
  configure({ [settings]: "disable: []\n", [manifest]: "kind: Secret\n" });
  server.around(`bucket/config/${settings}`, "newer");
  const { exitCode, output } = await server.run("sync-configuration.sh");
  expect(exitCode).toBe(1);
  expect(output).toContain("the objects are not those of the index; nothing is installed");
  expect(server.read(manifest)).toBeUndefined();
});

test("no object is written outside of its folder", async () => {
  configure({ "etc/../../outside": "" });
  expect((await server.run("sync-configuration.sh")).output).toBe(
    "sync-configuration: etc/../../outside leaves the folder",
  );
});

test("k3s waits with its restart for the other servers", async () => {
  configure({ [settings]: "disable: []\n" });
  server.around("nodes", ready.replace("nbg1 Ready", "nbg1 NotReady"));
  expect((await server.run("sync-configuration.sh")).output).toContain("another server isn't ready");
  expect(server.unitCalls()).toEqual([]);
  server.around("nodes", ready.replace("nbg1 Ready", "nbg1 Ready,SchedulingDisabled"));
  expect((await server.run("sync-configuration.sh")).output).toContain("or is cordoned");
  expect(server.unitCalls()).toEqual([]);
  server.around("nodes", ready.replace("fsn1 Ready", "fsn1 NotReady"));
  await server.run("sync-configuration.sh");
  expect(server.unitCalls()).toEqual(["systemctl restart k3s.service"]);
});

test("what is no longer part of the configuration goes, and takes what it made with it", async () => {
  configure({ [settings]: "disable: []\n", [manifest]: "kind: Secret\n" });
  await server.run("sync-configuration.sh");
  server.calls();
  configure({ [settings]: "disable: []\n" });
  await server.run("sync-configuration.sh");
  expect(server.read(manifest)).toBeUndefined();
  expect(server.read(settings)).toBe("disable: []\n");
  expect(server.calls().filter((call) => /^(k3s|systemctl) /.test(call))).toEqual([
    expect.stringMatching(
      /^k3s kubectl delete --ignore-not-found --wait=false --filename .*hera-autoscaler\.yaml$/,
    ),
    "k3s kubectl delete --ignore-not-found --wait=false --namespace kube-system addons.k3s.cattle.io/hera-autoscaler",
  ]);
});

test("logs are shipped from where the last ones ended, and sent again where they didn't arrive", async () => {
  server.around("journal", "one\ntwo\n");
  expect((await server.run("ship-logs.sh")).exitCode).toBe(0);
  server.around("journal", "one\ntwo\nthree\n");
  server.around("bucket-is-down", "");
  expect((await server.run("ship-logs.sh")).exitCode).not.toBe(0);
  server.removeAround("bucket-is-down");
  server.removeAround("bucket/logs");
  await server.run("ship-logs.sh");
  const [key = ""] = server
    .calls()
    .flatMap((call) => call.match(/logs\/k3s\/\S+$/) ?? [])
    .slice(-1);
  expect(key).toMatch(/^logs\/k3s\/acme-dev-control-plane-fsn1\/\d{4}\/\d\d\/\d\d\/\d{6}\.json\.gz$/);
  expect(gunzipSync(server.bytesAround(`bucket/${key}`)).toString()).toBe("three\n");
  await server.run("ship-logs.sh");
  expect(server.calls().filter((call) => call.startsWith("curl"))).toEqual([]);
});

test("the key of the object storage stands in no list of processes", async () => {
  await server.run("sync-configuration.sh", "--no-restart");
  await server.run("objects.sh", "put", "/dev/null", "state/begun");
  const { objectStorageSecretKey } = controlPlaneExample.secrets;
  const calls = server.calls().join("\n");
  expect(calls).toContain("--aws-sigv4 aws:amz:fsn1:s3");
  expect(calls).not.toContain(objectStorageSecretKey);
  expect(server.read("etc/hera/object-storage.curl")).toContain(objectStorageSecretKey);
});

test("the secrets' key is rotated after a snapshot, and the restart waits until all are written anew", async () => {
  server.around("rotation", "Current Rotation Stage: reencrypt_finished\n");
  expect((await server.run("rotate-secrets-key.sh")).exitCode).toBe(0);
  expect(server.calls()).toEqual([
    "k3s etcd-snapshot save --name before-secrets-key",
    "k3s secrets-encrypt rotate-keys",
    "k3s secrets-encrypt status",
    "systemctl restart k3s.service",
    "k3s kubectl get --raw /readyz",
  ]);
  server.around("rotation", "Current Rotation Stage: reencrypt_active\n");
  const { exitCode, output } = await server.run("rotate-secrets-key.sh");
  expect([exitCode, output]).toEqual([1, expect.stringContaining("not all secrets are written anew yet")]);
  expect(server.unitCalls()).toEqual([]);
});

test("a restore without a snapshot's name lists those of the bucket, and touches nothing", async () => {
  server.around("bucket/etcd/etcd-snapshot-fsn1-1700000000.zip", "");
  const { exitCode, output } = await server.run("restore-etcd.sh");
  expect([exitCode, output]).toEqual([
    64,
    expect.stringMatching(/bucket:\netcd-snapshot-fsn1-1700000000\.zip$/),
  ]);
  expect(server.unitCalls()).toEqual([]);
});

test("a restore makes this server the only one, on the snapshot's data", async () => {
  server.write(membership, "server: https://10.10.0.2:6443\n");
  configure({ [settings]: "disable: []\n" });
  expect((await server.run("restore-etcd.sh", "etcd-snapshot-fsn1-1700000000.zip")).output).toBe("");
  expect(server.read(membership)).toContain("cluster-init: true\n");
  expect(server.read(settings)).toBe("disable: []\n");
  expect(server.calls().filter((call) => !call.startsWith("curl"))).toEqual([
    "systemctl stop hera-node.service hera-sync.timer hera-sync.service k3s.service",
    "k3s server --cluster-reset --cluster-reset-restore-path=etcd-snapshot-fsn1-1700000000.zip",
    "systemctl start hera-node.service",
  ]);
});

test("a restore needs no API, goes on without the bucket's configuration, and may follow another", async () => {
  const flag = "var/lib/rancher/k3s/server/db/reset-flag";
  configure({ [manifest]: "kind: Secret\n" });
  await server.run("sync-configuration.sh");
  configure({});
  server.around("api-is-down", "");
  server.write(flag, "");
  const { exitCode, output } = await server.run("restore-etcd.sh", "etcd-snapshot-fsn1-1700000000.zip");
  expect([exitCode, output]).toEqual([
    0,
    expect.stringContaining("goes on with the configuration that is here"),
  ]);
  expect(server.read(flag)).toBeUndefined();
  expect(server.calls()).toContain(
    "k3s server --cluster-reset --cluster-reset-restore-path=etcd-snapshot-fsn1-1700000000.zip",
  );
});

test("the other servers keep their old data aside and join anew", async () => {
  server.write("var/lib/rancher/k3s/server/db/etcd/data", "old");
  expect((await server.run("rejoin-cluster.sh")).output).toBe("");
  expect(server.read("var/lib/rancher/k3s/server/db/etcd/data")).toBeUndefined();
  expect(server.read(membership)).toContain("server: https://10.10.0.2:6443\n");
  expect(server.unitCalls()).toEqual([
    "systemctl stop hera-node.service hera-sync.timer hera-sync.service k3s.service",
    "systemctl start hera-node.service",
  ]);
});
