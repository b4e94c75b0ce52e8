// What the runbooks of k3s clusters tell a user to type is there: programs, units and options that servers get.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { controlPlaneUserData } from "../../constructs/kubernetes-cluster/hetzner-k3s/user-data";
import { environments } from "../../envs/environments";
import { projectRoot } from "../../scripts/host";
import { onCloud } from "../conformance/every-environment";
import { controlPlaneExample } from "../kubernetes-cluster/hetzner-k3s/k3s-examples";
import { readUserData, SandboxServer } from "../kubernetes-cluster/hetzner-k3s/sandbox-server";
import { stackOf } from "../synthesized";
import { commandsOf } from "../terraform/typed-commands";

const runbooks = ["lost-control-plane-server", "restore-etcd", "secrets-key"];
const userData = controlPlaneUserData(controlPlaneExample);
const present = new Map(readUserData(userData).write_files.map((file) => [file.path, file]));

/** Words that a command of a server may begin with, besides Hera's own programs. */
const programs = ["k3s", "systemctl", "journalctl"];
/** What is typed elsewhere. */
const elsewhere = /^(kubectl|npm run synth$|terraform -chdir=cdktf\.out\/stacks\/prod )/;

const prod = stackOf(onCloud("hetzner", environments), "prod");
const servers = Object.entries(prod.resources("hcloud_server"))
  .filter(([name]) => name.startsWith("cluster_control-plane_"))
  .map(([, { name }]) => String(name));

/** What k3s on the servers of prod is told of its snapshots. */
const snapshots = z
  .object({
    "etcd-snapshot-name": z.string().default("etcd-snapshot"),
    "etcd-snapshot-compress": z.boolean().default(false),
    "etcd-s3-folder": z.string(),
  })
  .parse(
    parse(
      String(
        prod.resource("aws_s3_object.cluster_bucket_config_etc_rancher_k3s_config_yaml_d_10-cluster_yaml")
          .content,
      ),
    ),
  );

const textOf = (runbook: string) =>
  readFileSync(path.join(projectRoot(), `docs/runbooks/${runbook}.md`), "utf8");
const onServer = (runbook: string) =>
  commandsOf(`docs/runbooks/${runbook}.md`).filter((command) => !elsewhere.test(command));

test.each(runbooks)("%s names programs that a server has", (runbook) => {
  const commands = onServer(runbook);
  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands) {
    const [program = ""] = command.split(" ");
    if (!programs.includes(program))
      expect([program, present.get(program)?.permissions]).toEqual([program, "0755"]);
  }
});

test.each(runbooks)("%s names units that a server has", (runbook) => {
  const units = onServer(runbook).flatMap(
    (command) => command.match(/\b[a-z0-9-]+\.(service|timer)\b/g) ?? [],
  );
  expect(units.length).toBeGreaterThan(0);
  expect(units.filter((unit) => !present.has(`/etc/systemd/system/${unit}`))).toEqual([]);
});

test.each(runbooks)("what %s has typed on a server runs there", async (runbook) => {
  const server = new SandboxServer(userData);
  server.around("bucket/config/index", "");
  server.around("bucket/etcd/etcd-snapshot", "");
  server.around("running/k3s.service", "");
  server.around("nodes", "");
  server.around("rotation", "Current Rotation Stage: reencrypt_finished\n");
  for (const command of onServer(runbook)) {
    const [program = "", ...args] = command.split(" ");
    if (!program.startsWith("/opt/hera/")) continue;
    const { exitCode, output } = await server.run(program.slice("/opt/hera/".length), ...args);
    expect([command, exitCode, output.includes("start-server")]).toEqual([command, 0, false]);
  }
  server.remove();
});

/** How k3s names a snapshot of prod: https://docs.k3s.io/cli/etcd-snapshot */
function snapshotForm(name: string): RegExp {
  const end = snapshots["etcd-snapshot-compress"] ? "\\.zip" : "";
  return new RegExp(`^${name}-(?<server>${servers.join("|")})-\\d{10}${end}$`);
}

test.each(["lost-control-plane-server", "restore-etcd"])("%s names servers that prod has", (runbook) => {
  const named = textOf(runbook).match(/(?<![-\w])hera-prod[-\w]*/g) ?? [];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !servers.includes(name))).toEqual([]);
});

test("the snapshot that is restored has a name as k3s gives it, in the folder that k3s writes to", () => {
  const commands = onServer("restore-etcd");
  const restored = commands.flatMap((command) => /restore-etcd\.sh (\S+)$/.exec(command)?.[1] ?? []);
  expect(restored).toEqual([expect.stringMatching(snapshotForm(snapshots["etcd-snapshot-name"]))]);
  expect(commands).toContain(`/opt/hera/objects.sh list ${snapshots["etcd-s3-folder"]}/`);
});

test("the snapshot that is deleted is the one that the rotation of the key takes", () => {
  const rotation = present.get("/opt/hera/rotate-secrets-key.sh")?.content ?? "";
  const [, name = ""] = /etcd-snapshot save --name (\S+)/.exec(rotation) ?? [];
  const commands = onServer("secrets-key");
  const deleted = commands.flatMap((command) => /etcd-snapshot delete (\S+)$/.exec(command)?.[1] ?? []);
  expect(deleted).toEqual([expect.stringMatching(snapshotForm(name))]);
  expect(commands).toContain(`/opt/hera/objects.sh list ${snapshots["etcd-s3-folder"]}/${name}`);
});

test.each(["lost-control-plane-server", "restore-etcd"])(
  "%s synthesizes, initializes and plans before it applies",
  (runbook) => {
    const terraform = (command: string) => `terraform -chdir=cdktf.out/stacks/prod ${command}`;
    const typed = commandsOf(`docs/runbooks/${runbook}.md`).filter((one) => !one.startsWith("kubectl "));
    expect(typed.filter((one) => elsewhere.test(one))).toEqual([
      "npm run synth",
      ...["init", "plan", "apply"].map(terraform),
    ]);
  },
);

test("the programs that the runbooks use are all that is done by hand", () => {
  const typed = new Set(runbooks.flatMap(onServer).map((command) => command.split(" ")[0]));
  for (const program of ["restore-etcd.sh", "rejoin-cluster.sh", "rotate-secrets-key.sh"]) {
    expect(typed).toContain(`/opt/hera/${program}`);
  }
});
