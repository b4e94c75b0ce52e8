// The scripts of a control plane's server, run as they are in a folder.
import { createHash } from "node:crypto";
import {
  controlPlaneUserData,
  workerUserData,
} from "../../../constructs/kubernetes-cluster/hetzner-k3s/user-data";
import { controlPlaneExample, workerExample } from "./k3s-examples";
import { SandboxServer } from "./sandbox-server";

const binary = "#!/bin/sh\n";
const checksum = createHash("sha256").update(binary).digest("hex");
const membership = "etc/rancher/k3s/config.yaml.d/20-membership.yaml";
const authority = createHash("sha256").update(controlPlaneExample.secrets.serverCaCertificate).digest("hex");

const servers: SandboxServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.remove();
});

/** A new server that finds a release of k3s with the checksum it wants, and an empty configuration. */
function newServer(userData: string): SandboxServer {
  const server = new SandboxServer(userData);
  servers.push(server);
  const environment = server.read("etc/hera/node.env") ?? "";
  server.write("etc/hera/node.env", environment.replaceAll(/(K3S_SHA256_\w+)=.*/g, `$1=${checksum}`));
  server.around("downloads/k3s", binary);
  server.around("downloads/k3s-arm64", binary);
  server.around("bucket/config/index", "");
  return server;
}

const controlPlane = (place: number) => newServer(controlPlaneUserData({ ...controlPlaneExample, place }));

test("the first server begins the cluster with the keys that it was given", async () => {
  const server = controlPlane(0);
  expect((await server.run("start-node.sh")).output).toBe("");
  expect(server.read("usr/local/bin/k3s")).toBe(binary);
  expect(server.read(membership)).toBe("cluster-init: true\ntoken-file: /etc/hera/token\n");
  const tls = "var/lib/rancher/k3s/server/tls";
  expect(server.read(`${tls}/server-ca.crt`)).toBe(controlPlaneExample.secrets.serverCaCertificate);
  expect(server.read(`${tls}/server-ca.key`)).toBe(controlPlaneExample.secrets.serverCaKey);
  expect(server.read(`${tls}/service.key`)).toBe(controlPlaneExample.secrets.serviceAccountKey);
  expect(server.readAround("bucket/state/begun")).toMatch(/^\d{4}-\d\d-\d\dT/);
  const calls = server.calls();
  expect(calls.filter((call) => /^(nft|sysctl|systemctl) /.test(call))).toEqual([
    expect.stringMatching(/^nft --file .*\/etc\/hera\/metadata\.nft$/),
    expect.stringMatching(/^sysctl --quiet --load=.*\/etc\/sysctl\.d\/90-hera\.conf$/),
    "systemctl is-active --quiet k3s.service",
    "systemctl start k3s.service",
    "systemctl enable --now hera-sync.timer hera-logs.timer",
  ]);
  expect(calls.join("\n")).toContain("https://github.com/k3s-io/k3s/releases/download/v1.35.8%2Bk3s1/k3s");
});

test("the first server joins a cluster that answers, as it must when it was replaced", async () => {
  const server = controlPlane(0);
  server.around("api-answers", "");
  server.around("bucket/state/begun", "long ago");
  expect((await server.run("start-node.sh")).exitCode).toBe(0);
  expect(server.read(membership)).toBe("server: https://10.10.0.2:6443\ntoken-file: /etc/hera/join-token\n");
  expect(server.read("etc/hera/join-token")).toBe(`K10${authority}::server:${"t".repeat(64)}`);
  expect(server.read("var/lib/rancher/k3s/server/tls/server-ca.key")).toBeUndefined();
  expect(server.readAround("bucket/state/begun")).toBe("long ago");
});

test("no server begins a second cluster while the first one doesn't answer", async () => {
  const server = controlPlane(0);
  server.around("bucket/state/begun", "long ago");
  const { exitCode, output } = await server.run("start-node.sh");
  expect([exitCode, output]).toEqual([
    1,
    "start-server: the cluster has begun, and its API doesn't answer: start its servers, or restore a snapshot by restore-etcd.sh",
  ]);
  expect(server.read(membership)).toBeUndefined();
  expect(server.unitCalls()).not.toContain("systemctl start k3s.service");
});

test("nothing begins while nobody knows whether a cluster has begun", async () => {
  const server = controlPlane(0);
  server.around("bucket-is-down", "");
  expect((await server.run("start-node.sh")).exitCode).toBe(1);
  expect(server.read(membership)).toBeUndefined();
});

test("a further server waits until the cluster has begun, and joins it then", async () => {
  const server = controlPlane(1);
  expect((await server.run("start-node.sh")).output).toBe(
    "start-server: the cluster hasn't begun; its first server does that",
  );
  server.around("api-answers", "");
  server.around("bucket/state/begun", "just now");
  expect((await server.run("start-node.sh")).exitCode).toBe(0);
  expect(server.read(membership)).toContain("server: https://10.10.0.2:6443");
});

test("a server of the cluster starts again while the bucket can't be reached", async () => {
  const server = controlPlane(0);
  await server.run("start-node.sh");
  server.removeAround("running");
  server.around("running/.keep", "");
  server.around("bucket-is-down", "");
  server.calls();
  await server.run("start-node.sh");
  expect(server.unitCalls()).toContain("systemctl start k3s.service");
});

test.each([
  ["x86_64", "k3s"],
  ["aarch64", "k3s-arm64"],
])("a release with another checksum is not installed on %s", async (processor, file) => {
  const server = controlPlane(0);
  server.around("processor", `${processor}\n`);
  server.around(`downloads/${file}`, "something else");
  const { exitCode, output } = await server.run("start-node.sh");
  expect([exitCode, output]).toEqual([
    1,
    `install-k3s: ${file} of v1.35.8+k3s1 is not the one with the checksum ${checksum}: nothing is installed`,
  ]);
  expect(server.read("usr/local/bin/k3s")).toBeUndefined();
  expect(server.unitCalls()).toEqual([]);
});

test("a release that an upgrade brought stays", async () => {
  const server = controlPlane(0);
  await server.run("start-node.sh");
  server.write("usr/local/bin/k3s", "newer");
  await server.run("start-node.sh");
  expect(server.read("usr/local/bin/k3s")).toBe("newer");
});

test("a worker starts its agent, which has the token and address to join with", async () => {
  const server = newServer(workerUserData(workerExample));
  expect((await server.run("start-node.sh")).output).toBe("");
  expect(server.unitCalls()).toEqual(["systemctl start k3s-agent.service"]);
  expect(server.read("etc/hera/agent-token")).toBe(workerExample.agentToken);
  expect(server.read("etc/rancher/k3s/config.yaml")).toContain("server: https://10.10.0.2:6443\n");
});

test("a worker doesn't start before pods are kept from the metadata service", async () => {
  const server = newServer(workerUserData(workerExample));
  await server.run("start-node.sh");
  const calls = server.calls();
  expect(calls[0]).toMatch(/^nft --file/);
  expect(calls.at(-1)).toBe("systemctl start k3s-agent.service");
});
