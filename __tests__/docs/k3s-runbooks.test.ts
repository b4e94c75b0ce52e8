// What the runbooks of k3s clusters tell a user to type is there: programs, units and options that servers get.
import { controlPlaneUserData } from "../../constructs/kubernetes-cluster/hetzner-k3s/user-data";
import { controlPlaneExample } from "../kubernetes-cluster/hetzner-k3s/k3s-examples";
import { readUserData, SandboxServer } from "../kubernetes-cluster/hetzner-k3s/sandbox-server";
import { commandsOf } from "../terraform/typed-commands";

const runbooks = ["lost-control-plane-server", "restore-etcd", "secrets-key"];
const userData = controlPlaneUserData(controlPlaneExample);
const present = new Map(readUserData(userData).write_files.map((file) => [file.path, file]));

/** Words that a command of a server may begin with, besides Hera's own programs. */
const programs = ["k3s", "systemctl", "journalctl"];
/** What is typed elsewhere. */
const elsewhere = /^(kubectl|terraform -chdir=cdktf\.out\/stacks\/prod) /;

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

test("the programs that the runbooks use are all that is done by hand", () => {
  const typed = new Set(runbooks.flatMap(onServer).map((command) => command.split(" ")[0]));
  for (const program of ["restore-etcd.sh", "rejoin-cluster.sh", "rotate-secrets-key.sh"]) {
    expect(typed).toContain(`/opt/hera/${program}`);
  }
});
