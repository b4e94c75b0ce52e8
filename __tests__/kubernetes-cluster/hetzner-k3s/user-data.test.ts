// What Hetzner's servers are told, as cloud-init and systemd read it.
import { App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { cloudConfig, userDataLimit } from "../../../constructs/account/hetzner/cloud-init";
import { k3sReleases } from "../../../constructs/kubernetes-cluster/hetzner-k3s/kubernetes-versions";
import {
  controlPlaneUserData,
  workerToken,
  workerUserData,
} from "../../../constructs/kubernetes-cluster/hetzner-k3s/user-data";
import { natUserData } from "../../../constructs/network/hetzner/nat-user-data";
import { reference } from "../../jsonencoded";
import { natExample } from "../../network/hetzner/nat-example";
import { controlPlaneExample, workerExample } from "./k3s-examples";
import { fileOf, readUserData } from "./sandbox-server";

const controlPlane = controlPlaneUserData(controlPlaneExample);
const worker = workerUserData(workerExample);

test.each([
  ["a server of the control plane", controlPlane],
  ["a worker", worker],
])("what %s is told fits, with keys of the largest kind", (_, userData) => {
  const sshKeys = Array.from({ length: 10 }, (_, index) => `ssh-rsa ${"A".repeat(540)} person-${index}`);
  const largest = [
    controlPlaneUserData({ ...controlPlaneExample, sshKeys }),
    workerUserData({ ...workerExample, sshKeys }),
  ];
  for (const one of [userData, ...largest]) {
    expect(Buffer.byteLength(one)).toBeLessThan(userDataLimit);
  }
});

/** Of a key in PEM, the line that holds it. */
function longestLine(text: string): string {
  return text.split("\n").reduce((longest, line) => (line.length > longest.length ? line : longest), "");
}

test("user data that is too large for Hetzner is refused", () => {
  const files = [{ path: "/large", content: "x".repeat(userDataLimit) }];
  expect(() => cloudConfig({ files, commands: [] })).toThrow(
    /^a server's user data has \d+ bytes, and Hetzner takes 32768$/,
  );
});

test("a worker holds no secret but the token that it joins with", () => {
  const { agentToken: _, ...secrets } = controlPlaneExample.secrets;
  for (const secret of Object.values(secrets)) expect(worker).not.toContain(longestLine(secret));
  expect(worker).toContain(workerExample.agentToken);
});

test("secrets are for root's eyes only", () => {
  const values = Object.values(controlPlaneExample.secrets).map(longestLine);
  const readable = readUserData(controlPlane).write_files.filter(({ permissions }) => permissions !== "0600");
  for (const { path, content } of readable) {
    expect([path, values.filter((value) => content.includes(value))]).toEqual([path, []]);
  }
});

test("what comes first boots into a unit that tries until it succeeds", () => {
  expect(readUserData(worker).runcmd.at(-1)).toBe("systemctl enable --now --no-block hera-node.service");
  expect(fileOf(worker, "/etc/systemd/system/hera-node.service")).toMatch(/^Restart=on-failure$/m);
});

test.each([
  ["server of the control plane", controlPlane],
  ["worker", worker],
  ["NAT host", natUserData(natExample)],
])("the password that Hetzner mails opens no %s, and that it has run out keeps no key out", (_, userData) => {
  const [first] = readUserData(userData).runcmd;
  expect(first).toBe('usermod --lock root && chage --lastday "$(date +%F)" root');
});

test("nodes leave by the network's gateway, over restarts, with Hetzner's resolvers", () => {
  const network = fileOf(worker, "/etc/systemd/network/05-hera.network");
  expect(network).toContain("\n[Route]\nDestination=0.0.0.0/0\nGateway=10.10.0.1\nGatewayOnLink=yes\n");
  expect(network).toContain("\nDNS=185.12.64.1 185.12.64.2\n");
  // The network's 1450, and not the interface's 1500, which it would drop.
  expect(network).toContain("\n[DHCPv4]\nUseMTU=yes\n");
});

test("pods don't reach the metadata service, which tells what a server was told", () => {
  for (const userData of [controlPlane, worker]) {
    const rules = fileOf(userData, "/etc/hera/metadata.nft");
    expect(rules).toMatch(
      /chain forward \{\s+type filter hook forward priority filter - 10; policy accept;\s+ip daddr 169\.254\.169\.254 counter drop\s+\}/,
    );
  }
});

test("a pool's labels, taints and size of disk are the node's", () => {
  const config = fileOf(worker, "/etc/rancher/k3s/config.yaml");
  expect(config).toContain("node-label:\n  - hera/role=workload\n  - team=shop\n");
  expect(config).toContain("node-taint:\n  - dedicated=shop:NoSchedule\n");
  expect(config).toContain("protect-kernel-defaults: true\n");
  const kubelet = fileOf(worker, "/var/lib/rancher/k3s/agent/etc/kubelet.conf.d/90-hera.conf");
  expect(kubelet).toContain("ephemeral-storage: 31Gi\n");
  expect(kubelet).toContain("shutdownGracePeriod: 60s\n");
});

test("each server follows the bucket at minutes of its own", () => {
  const minutes = [0, 1, 2, 3, 4].map(
    (place) =>
      /^OnCalendar=(.*)$/m.exec(
        fileOf(
          controlPlaneUserData({ ...controlPlaneExample, place }),
          "/etc/systemd/system/hera-sync.timer",
        ),
      )?.[1],
  );
  expect(minutes).toEqual(["*:0/30", "*:5/30", "*:10/30", "*:15/30", "*:20/30"]);
});

test("every program and unit that a file names is there", () => {
  for (const userData of [controlPlane, worker]) {
    const files = readUserData(userData).write_files;
    const present = new Set(files.map(({ path }) => path));
    const units = files
      .filter(({ path }) => path.startsWith("/etc/systemd/system/"))
      .map(({ content }) => content);
    const called = units.flatMap((unit) =>
      [...unit.matchAll(/^ExecStart=(\/opt\/hera\/\S+)/gm)].map(([, file = ""]) => file),
    );
    expect(called.length).toBeGreaterThan(0);
    expect(called.filter((file) => !present.has(file))).toEqual([]);
  }
});

test("every minor has a release of its own, and the checksums of both binaries", () => {
  for (const [minor, { version, amd64, arm64 }] of Object.entries(k3sReleases)) {
    expect(version).toMatch(new RegExp(`^v${minor.replace(".", "\\.")}\\.\\d+\\+k3s\\d+$`));
    expect(new Set([amd64, arm64]).size).toBe(2);
    for (const checksum of [amd64, arm64]) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(() => workerUserData({ ...workerExample, kubernetesVersion: "1.31" })).toThrow(
    "there is no pinned release of k3s for 1.31",
  );
});

test("Terraform fills in its variables, and leaves the scripts' alone", () => {
  const stack = new TerraformStack(new App(), "stack");
  const secret = new TerraformVariable(stack, "secret", {}).stringValue;
  const userData = cloudConfig({
    files: [
      { path: "/secret", content: `key: "$HOME"\nvalue: ${secret}\n` },
      { path: "/token", content: workerToken(secret, secret) },
      { path: "/script", content: `echo \${HOME} %{x}` },
    ],
    commands: [],
  });
  stack.addOverride("locals.user_data", userData);
  const text = JSON.parse(Testing.synth(stack)).locals.user_data;
  expect(text).toContain(
    `content: ${reference('jsonencode(join("", ["key: \\"$HOME\\"\\nvalue: ", var.secret, "\\n"]))')}`,
  );
  expect(text).toContain(
    `content: ${reference('jsonencode(join("", ["K10", sha256(var.secret), "::node:", var.secret]))')}`,
  );
  expect(text).toContain(`content: echo $\${HOME} %%{x}`);
});
