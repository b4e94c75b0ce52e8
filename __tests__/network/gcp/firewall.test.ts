import { networkStack } from "./gcp-network-stack";

const dev = networkStack();
const quiet = networkStack({ flowLogs: "off" });
const rules = Object.values(dev.resources("google_compute_firewall"));

test("the control plane reaches webhooks on nodes, and nobody else reaches anything", () => {
  const allowing = rules.filter((rule) => "allow" in rule);
  expect(allowing).toHaveLength(1);
  expect(allowing[0]).toMatchObject({
    direction: "INGRESS",
    source_ranges: ["10.10.255.240/28"],
    target_tags: ["acme-dev-node"],
    allow: [{ protocol: "tcp", ports: ["8443", "9443", "15017"] }],
  });
});

test("what no rule lets in is refused behind all rules, and logged when flow logs are on", () => {
  expect(dev.resource("google_compute_firewall.network_firewall_refuse-rest")).toMatchObject({
    direction: "INGRESS",
    priority: 65534,
    source_ranges: ["0.0.0.0/0"],
    deny: [{ protocol: "all" }],
    log_config: { metadata: "INCLUDE_ALL_METADATA" },
  });
  const silent = quiet.resource("google_compute_firewall.network_firewall_refuse-rest");
  expect(silent).toMatchObject({ deny: [{ protocol: "all" }] });
  expect(silent).not.toHaveProperty("log_config");
});
