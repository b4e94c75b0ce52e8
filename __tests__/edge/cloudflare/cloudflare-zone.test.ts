import type { EdgeInput } from "../../../constructs/contract/edge";
import type { EdgeZoneInput } from "../../../constructs/contract/edge-zone";
import { withEdge, withZones, zoneId } from "../../edge-example";
import { exampleEnvironment, exampleProject } from "../../examples";
import { type Arguments, type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

/** The zones' stack with environments in it, each with an edge of its own. */
function zones(
  zone: Partial<EdgeZoneInput>,
  edges: Readonly<Record<string, Partial<EdgeInput>>> = { prod: {} },
): SynthesizedStack {
  const environments = Object.entries(edges).map(([name, edge]) => withEdge(exampleEnvironment(name), edge));
  return stackOf(synthesize(withZones(exampleProject(), zone), environments), "edge");
}

const standard = zones({});
const two = { totalTls: true };
const prodAndDev = { prod: {}, dev: { domain: "dev.acme.test" } };

/** A setting's value, by its name at Cloudflare. */
const setting = (stack: SynthesizedStack, name: string) =>
  stack.resource(`cloudflare_zone_setting.acme-test_settings_${name}`).value;

/** The rules of a phase; none where the zone has no ruleset in it. */
function rulesOf(stack: SynthesizedStack, phase: string): readonly Arguments[] {
  const found = Object.values(stack.resources("cloudflare_ruleset")).filter((one) => one.phase === phase);
  expect(found.length).toBeLessThan(2);
  const [ruleset] = found;
  if (ruleset === undefined) return [];
  expect(ruleset).toMatchObject({ kind: "zone", zone_id: zoneId });
  return Array.isArray(ruleset.rules) ? ruleset.rules : [];
}

const allHosts = '(http.host in {"acme.test" "www.acme.test" "api.acme.test"})';

test("its state is beside the environments', in a folder of its own", () => {
  expect(standard.backend.settings).toMatchObject({ key: "edge/edge.tfstate" });
});

test("the provider takes its token from the environment's variables", () => {
  expect(standard.providers).toEqual(["cloudflare"]);
  expect(standard.provider("cloudflare")).toEqual([{}]);
});

test("a zone speaks TLS 1.2 or later, encrypts to the origin and leads to HTTPS", () => {
  expect(setting(standard, "min_tls_version")).toBe("1.2");
  expect(setting(standard, "tls_1_3")).toBe("on");
  expect(setting(standard, "ssl")).toBe("strict");
  expect(setting(standard, "always_use_https")).toBe("on");
  const settings = Object.values(standard.resources("cloudflare_zone_setting"));
  expect(settings.map((one) => one.zone_id)).toEqual(settings.map(() => zoneId));
});

test("TLS 1.3 alone and the encryption `full` are taken where they are asked for", () => {
  const other = zones({ minimumTls: "1.3", encryption: "full" });
  expect(setting(other, "min_tls_version")).toBe("1.3");
  expect(setting(other, "ssl")).toBe("full");
});

test("browsers remember HTTPS for half a year, and other hosts' sub-domains aren't drawn in", () => {
  expect(setting(standard, "security_header")).toEqual({
    strict_transport_security: {
      enabled: true,
      max_age: 15_552_000,
      include_subdomains: false,
      preload: false,
      nosniff: true,
    },
  });
});

test("HSTS that is off is written as off, so that it doesn't stay on", () => {
  expect(setting(zones({ hsts: "off" }), "security_header")).toMatchObject({
    strict_transport_security: { enabled: false, max_age: 0 },
  });
});

test("certificates for every host are ordered where they are paid for", () => {
  expect(standard.resources("cloudflare_total_tls")).toEqual({});
  expect(zones({ totalTls: true }).only("cloudflare_total_tls")).toEqual({
    zone_id: zoneId,
    enabled: true,
    certificate_authority: "google",
  });
});

test("one rule runs Cloudflare's managed rules for the hosts of all environments, because a zone may have one", () => {
  expect(rulesOf(zones(two, prodAndDev), "http_request_firewall_managed")).toEqual([
    {
      ref: "managed-rules",
      description: "Managed rules of Cloudflare",
      expression:
        '(http.host in {"acme.test" "www.acme.test" "api.acme.test" "dev.acme.test" "www.dev.acme.test" "api.dev.acme.test"})',
      action: "execute",
      action_parameters: { id: "efb7b8c949ac4650a09736fc376e9aee" },
      enabled: true,
    },
  ]);
});

test("a free zone runs the free managed rules", () => {
  expect(rulesOf(zones({ plan: "free" }), "http_request_firewall_managed")).toMatchObject([
    { action_parameters: { id: "77454fe2d30c4220b5701f6fdfb893ba" } },
  ]);
});

test("an environment without managed rules leaves the others theirs", () => {
  const some = zones(two, { ...prodAndDev, dev: { domain: "dev.acme.test", waf: "off" } });
  expect(rulesOf(some, "http_request_firewall_managed")).toMatchObject([{ expression: allHosts }]);
  expect(rulesOf(zones({}, { prod: { waf: "off" } }), "http_request_firewall_managed")).toEqual([]);
});

test("an address may ask 2000 times in five minutes, counted in each data centre", () => {
  expect(rulesOf(standard, "http_ratelimit")).toEqual([
    {
      ref: "prod-rate-limit",
      description: "Requests of one address to prod",
      expression: allHosts,
      action: "block",
      ratelimit: {
        characteristics: ["cf.colo.id", "ip.src"],
        period: 300,
        requests_per_period: 2000,
        mitigation_timeout: 300,
      },
      enabled: true,
    },
  ]);
});

test.each([
  ["free", 10, 66],
  ["pro", 60, 400],
  ["business", 300, 2000],
  ["enterprise", 300, 2000],
] as const)("on the plan %s the same rate is counted in %d seconds", (plan, period, requests) => {
  expect(rulesOf(zones({ plan }), "http_ratelimit")).toMatchObject([
    { ratelimit: { period, requests_per_period: requests, mitigation_timeout: period } },
  ]);
});

test("a free zone's rate limit is the whole zone's, because the plan tells no hosts apart", () => {
  expect(rulesOf(zones({ plan: "free" }), "http_ratelimit")).toMatchObject([
    { expression: '(starts_with(http.request.uri.path, "/"))' },
  ]);
});

test("each environment has a rate limit of its own, or none", () => {
  const some = zones(two, { ...prodAndDev, staging: { domain: "staging.acme.test", rateLimit: "off" } });
  expect(rulesOf(some, "http_ratelimit")).toMatchObject([
    { ref: "prod-rate-limit", expression: allHosts },
    {
      ref: "dev-rate-limit",
      expression: '(http.host in {"dev.acme.test" "www.dev.acme.test" "api.dev.acme.test"})',
    },
  ]);
});

test("no country is kept out unless somebody says so", () => {
  expect(rulesOf(standard, "http_request_firewall_custom")).toEqual([]);
});

test.each([
  [{ allow: ["AT", "DE"] }, '(not ip.src.country in {"AT" "DE"})'],
  [{ block: ["T1"] }, '(ip.src.country in {"T1"})'],
])("countries %j become a rule for the environment's hosts", (countries, condition) => {
  expect(rulesOf(zones({}, { prod: { countries } }), "http_request_firewall_custom")).toEqual([
    {
      ref: "prod-countries",
      description: "Countries of prod",
      expression: `${allHosts} and ${condition}`,
      action: "block",
      enabled: true,
    },
  ]);
});

test("a further environment changes no rule of another and moves no setting", () => {
  const one = zones(two, { prod: { countries: { allow: ["DE"] } } });
  const more = zones(two, { prod: { countries: { allow: ["DE"] } }, dev: { domain: "dev.acme.test" } });
  expect(more.addresses).toEqual(one.addresses);
  for (const phase of ["http_ratelimit", "http_request_firewall_custom"]) {
    expect(rulesOf(more, phase)).toEqual(expect.arrayContaining([...rulesOf(one, phase)]));
  }
});

test("zones have settings also while no environment is in them", () => {
  const none = zones({}, {});
  expect(setting(none, "ssl")).toBe("strict");
  expect(none.resources("cloudflare_ruleset")).toEqual({});
  expect(none.outputs).toEqual({ hostnamesByZone: { "acme.test": [] } });
});

test("the rules of an environment are in the zone nearest to its domain", () => {
  const nested = {
    ...withZones(exampleProject()),
    edge: {
      account: "0123456789abcdef0123456789abcdef",
      zones: {
        "acme.test": { id: zoneId, plan: "pro" },
        "dev.acme.test": { id: zoneId.replace("f", "0"), plan: "pro" },
      },
    },
  } as const;
  const app = synthesize(nested, [withEdge(exampleEnvironment("dev"), { domain: "dev.acme.test" })]);
  expect(stackOf(app, "edge").outputs.hostnamesByZone).toEqual({
    "acme.test": [],
    "dev.acme.test": ["dev.acme.test", "www.dev.acme.test", "api.dev.acme.test"],
  });
  const records = Object.values(stackOf(app, "dev-edge").resources("cloudflare_dns_record"));
  expect(new Set(records.map((one) => one.zone_id))).toEqual(new Set([zoneId.replace("f", "0")]));
});
