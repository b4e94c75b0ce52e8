import { runCommand } from "../../../scripts/commands";
import { hostEnvironment } from "../../../scripts/host";
import { NatSandbox } from "./nat-sandbox";

async function rulesOf(host: NatSandbox): Promise<string> {
  const { exitCode, output } = await host.run("nat.sh");
  expect([exitCode, output]).toEqual([0, ""]);
  return host.read("rules");
}

let host: NatSandbox;
afterEach(() => host.remove());

test("a host of a pair sends traffic on from the floating IP, a single one from its own address", async () => {
  host = new NatSandbox();
  expect(await rulesOf(host)).toContain('oifname "eth0" ip saddr 10.10.0.0/16 snat ip to 198.51.100.9');
  expect(host.read("calls")).toContain("ip address replace 198.51.100.9/32 dev eth0");
  host.remove();
  host = new NatSandbox({ NAT_ADDRESS: "" });
  expect(await rulesOf(host)).toContain('oifname "eth0" ip saddr 10.10.0.0/16 masquerade');
  expect(host.read("calls")).not.toContain("replace");
});

test("only the API's port leads in, and to its load balancer", async () => {
  host = new NatSandbox();
  const rules = await rulesOf(host);
  expect(rules.match(/dnat ip to .*/g)).toEqual(["dnat ip to 10.10.0.2:6443"]);
  expect(rules).toContain('iifname "eth0" tcp dport 6443 dnat');
  expect(rules.match(/hook (input|forward).* policy \w+/g)).toEqual([
    "hook input priority filter; policy drop",
    "hook forward priority filter; policy drop",
  ]);
});

test("nobody reaches the host's own user data through it", async () => {
  host = new NatSandbox();
  const rules = await rulesOf(host);
  expect(rules.indexOf("ip daddr 169.254.0.0/16 drop")).toBeLessThan(rules.indexOf("jump pass"));
});

test.each([
  { FLOW_LOG: "on", logged: true },
  { FLOW_LOG: "off", logged: false },
])("with the log $FLOW_LOG each new connection is logged: $logged", async ({ FLOW_LOG, logged }) => {
  host = new NatSandbox({ FLOW_LOG });
  expect((await rulesOf(host)).includes('ct state new log prefix "hera-flow: "')).toBe(logged);
});

test("it waits for the private interface, which may come late", async () => {
  host = new NatSandbox();
  host.remove("private-interface");
  expect(await rulesOf(host)).toContain('iifname "enp7s0"');
  expect(host.read("calls")).toContain("sleep 5");
});

test("nft accepts the rules", async () => {
  host = new NatSandbox();
  host.write("checked", await rulesOf(host));
  const check = await runCommand({
    program: "unshare",
    arguments: ["--map-root-user", "--net", "nft", "--check", "--file", "checked"],
    folder: host.folder,
    environment: hostEnvironment(),
  });
  // Not found, or no right to a network of its own: a machine without nftables, or a container.
  if (check.exitCode === 127 || /unshare|No such file/.test(check.output)) {
    console.warn(`SKIPPED: nft can't be run here; apt-get install nftables (${check.output.trim()})`);
    return;
  }
  expect([check.exitCode, check.output]).toEqual([0, ""]);
});
