import { NatSandbox } from "./nat-sandbox";

const own = "10.10.64.2";
const peer = "10.10.64.3";

let host: NatSandbox;
beforeEach(() => {
  host = new NatSandbox();
});
afterEach(() => host.remove());

const changes = () =>
  host
    .read("calls")
    .split("\n")
    .filter((call) => call.includes("--request POST"));
const failover = () => host.run("nat-failover.sh");

test("a host that has everything changes nothing", async () => {
  expect((await failover()).exitCode).toBe(0);
  expect(changes()).toEqual([]);
});

test("a host that has the route takes the floating IP, too", async () => {
  host.write("holder", "null");
  expect((await failover()).exitCode).toBe(0);
  expect(host.read("holder")).toBe("42");
});

test("the other host changes nothing as long as its peer answers", async () => {
  host.write("gateway", peer);
  host.write("holder", "43");
  for (const _ of [1, 2, 3, 4]) expect((await failover()).exitCode).toBe(0);
  expect([host.read("gateway"), host.read("holder")]).toEqual([peer, "43"]);
});

test("a peer that stays silent three times loses the route and the floating IP", async () => {
  host.write("gateway", peer);
  host.write("holder", "43");
  host.write("silent", "");
  for (const _ of [1, 2]) {
    expect((await failover()).exitCode).toBe(0);
    expect([host.read("gateway"), host.read("holder")]).toEqual([peer, "43"]);
  }
  expect((await failover()).exitCode).toBe(0);
  expect([host.read("gateway"), host.read("holder")]).toEqual([own, "42"]);
  expect((await failover()).exitCode).toBe(0);
  expect(changes()).toEqual([]);
});

test("one answer in between forgives the silence before it", async () => {
  host.write("gateway", peer);
  host.write("silent", "");
  await failover();
  await failover();
  host.remove("silent");
  await failover();
  host.write("silent", "");
  await failover();
  expect(host.read("gateway")).toBe(peer);
});

test("a host without internet answers nobody, counts no silence, and answers again once it is back", async () => {
  host.write("gateway", peer);
  host.write("silent", "");
  host.write("offline", "");
  for (const _ of [1, 2, 3]) expect((await failover()).exitCode).not.toBe(0);
  expect(host.read("calls")).toContain("sysctl -q -w net.ipv4.icmp_echo_ignore_all=1");
  host.remove("offline");
  await failover();
  expect(host.read("calls")).toContain("sysctl -q -w net.ipv4.icmp_echo_ignore_all=0");
  expect(host.read("gateway")).toBe(peer);
});

test("a takeover that broke off between two routes is ended by whoever sees it", async () => {
  host.write("gateway", "");
  expect((await failover()).exitCode).toBe(0);
  expect(host.read("gateway")).toBe(own);
});

test("an action that Hetzner can't do is a failure, and nothing follows it", async () => {
  host.write("gateway", "");
  host.write("holder", "43");
  host.write("outcome", "error");
  const { exitCode, output } = await failover();
  expect(exitCode).not.toBe(0);
  expect(output).toContain("Hetzner could not do /networks/7/actions/add_route");
  expect(host.read("holder")).toBe("43");
});

test("the token stands in no command line", async () => {
  await failover();
  expect(host.read("calls")).toContain("--config");
  expect(host.read("calls")).not.toMatch(/authorization/i);
});
