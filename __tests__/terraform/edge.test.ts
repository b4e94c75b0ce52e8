// The edge on the local cloud, with Cloudflare's own provider: zones and two environments, made, planned empty, changed in
// place, changed by hand, and destroyed. Its state is on R2.
import { X509Certificate } from "node:crypto";
import type { CommandResult } from "../../scripts/commands";
import { FaultRules } from "../../scripts/fault-trials/fault-rules";
import { cloudflareAccount, exampleEdge, fullEdge, withEdge, withZones, zoneId } from "../edge-example";
import { exampleEnvironment, exampleProject } from "../examples";
import { callCloudflare, cloudflareInventory, recordsOf } from "./cloudflare-api";
import { type ChangedResource, changedResources } from "./plan-changes";
import { describeWithProvider } from "./provider-probe";
import { type Inventory, patience, type SynthesizedFolder, World } from "./world";

const stacks = ["edge", "dev-edge", "prod-edge"] as const;

const stateBackend = { store: "cloudflare", account: cloudflareAccount, location: "weur" } as const;
const project = withZones(exampleProject({ stateBackend }), { totalTls: true });
const dev = withEdge(exampleEnvironment("dev"), { domain: "dev.acme.test" });
const prod = withEdge(exampleEnvironment("prod"), fullEdge);

/** A tunnel that goes elsewhere. */
const grownDev = withEdge(dev, {
  ...exampleEdge,
  domain: "dev.acme.test",
  origin: { tunnel: { service: "https://ingress.ingress.svc.cluster.local:443" } },
});
/** A host more, another limit, other countries, another build, and a longer lifecycle. */
const grownProd = withEdge(prod, {
  ...fullEdge,
  records: ["api", "app", "status"],
  rateLimit: { requests: 900, periodSeconds: 120 },
  countries: { block: ["XX"] },
  pages: { ...fullEdge.pages, outputDirectory: "public" },
  buckets: [{ name: "media", location: "weur", expireAfterDays: 60 }],
});

describeWithProvider("cloudflare", "the edge", () => {
  let world: World;
  let refusedForHaste: number;
  let made: Inventory;
  let outputs: Readonly<Record<string, unknown>>;
  let afterApply: ChangedResource[];
  let growth: ChangedResource[];
  let afterGrowth: ChangedResource[];
  let drift: ChangedResource[];
  let afterMending: ChangedResource[];
  let left: Inventory;
  let leftInState: readonly string[];
  let besideOthersRules: CommandResult;
  let withoutToken: readonly CommandResult[];

  /** What plans of all stacks would change. */
  async function planned(folder: SynthesizedFolder): Promise<ChangedResource[]> {
    const changed: ChangedResource[] = [];
    for (const stack of stacks) {
      const terraform = world.terraform(folder, stack);
      await terraform.plan("-out=changes.tfplan");
      changed.push(...changedResources(await terraform.show("changes.tfplan")));
    }
    return changed;
  }

  async function plansWithoutToken(folder: SynthesizedFolder): Promise<readonly CommandResult[]> {
    const { CLOUDFLARE_API_TOKEN: _, ...environment } = world.environment;
    const plans: CommandResult[] = [];
    for (const stack of stacks) {
      plans.push(await world.terraform(folder, stack, environment).run("plan", "-input=false"));
    }
    return plans;
  }

  async function applyAll(folder: SynthesizedFolder): Promise<void> {
    for (const stack of stacks) await world.terraform(folder, stack).apply();
  }

  /** Cloudflare wants two calls for rules to be made later. */
  async function applyAllInHaste(folder: SynthesizedFolder): Promise<void> {
    const { HTTP_PROXY: proxy = "" } = world.environment;
    const faults = new FaultRules({ port: Number(new URL(proxy).port) });
    const status = 429;
    await faults.put("haste", { method: "POST", path: "/rulesets$", times: 2, effect: "refuse", status });
    await applyAll(folder);
    refusedForHaste = await faults.struck("haste");
    await faults.remove("haste");
  }

  function changeByHand(): void {
    callCloudflare(world, {
      method: "PATCH",
      resource: `zones/${zoneId}/settings/ssl`,
      body: { value: "flexible" },
    });
    const api = recordsOf(world, zoneId).find(({ name }) => name === "api.dev.acme.test");
    callCloudflare(world, { method: "DELETE", resource: `zones/${zoneId}/dns_records/${api?.id}` });
  }

  function makeRulesByHand(): void {
    const body = { name: "default", kind: "zone", phase: "http_request_firewall_custom", rules: [] };
    callCloudflare(world, { method: "POST", resource: `zones/${zoneId}/rulesets`, body });
  }

  beforeAll(async () => {
    world = await World.withCloud("111122223333", {
      cloudflareZones: [{ account: cloudflareAccount, id: zoneId, name: "acme.test" }],
    });
    const folder = world.synthesize("edge", project, [dev, prod]);
    const bootstrap = world.terraform(folder, "bootstrap");
    await bootstrap.init();
    await bootstrap.apply();
    for (const stack of stacks) await world.terraform(folder, stack).init();
    withoutToken = await plansWithoutToken(folder);
    await applyAllInHaste(folder);
    made = cloudflareInventory(world, cloudflareAccount, zoneId);
    outputs = await world.terraform(folder, "prod-edge").output();
    afterApply = await planned(folder);
    world.synthesize("edge", project, [grownDev, grownProd]);
    growth = await planned(folder);
    await applyAll(folder);
    afterGrowth = await planned(folder);
    changeByHand();
    drift = await planned(folder);
    await applyAll(folder);
    afterMending = await planned(folder);
    for (const stack of [...stacks].reverse()) await world.terraform(folder, stack).destroy();
    left = cloudflareInventory(world, cloudflareAccount, zoneId);
    leftInState = (
      await Promise.all(stacks.map((stack) => world.terraform(folder, stack).resources()))
    ).flat();
    makeRulesByHand();
    besideOthersRules = await world
      .terraform(folder, "edge")
      .run("apply", "-input=false", "-auto-approve", "-no-color");
  }, patience);
  afterAll(() => world.close(), patience);

  test("it is at Cloudflare what the environments say", () => {
    expect(made).toEqual({
      buckets: ["acme-prod-media", "acme-tfstate-weur"],
      certificates: ["origin-ecc"],
      projects: ["acme-site"],
      records: [
        "A api.acme.test",
        "A app.acme.test",
        "AAAA api.acme.test",
        "AAAA app.acme.test",
        "CNAME acme.test",
        "CNAME api.dev.acme.test",
        "CNAME dev.acme.test",
        "CNAME www.acme.test",
        "CNAME www.dev.acme.test",
      ],
      rulesets: ["http_ratelimit", "http_request_firewall_custom", "http_request_firewall_managed"],
      tunnels: ["acme-dev"],
    });
  });

  test("a first plan without the token ends, and names the variable", () => {
    for (const { exitCode, output } of withoutToken) {
      expect(exitCode).toBe(1);
      expect(output).toMatch(/with data\.cloudflare_zone\.\S+CLOUDFLARE_API_TOKEN,/);
      expect(output.replace(/[│\s]+/g, " ")).toContain("Missing X-Auth-Key");
    }
  });

  test("what Cloudflare wants to be asked later is asked again", () => {
    expect(refusedForHaste).toBe(2);
  });

  test("a certificate comes out that names the domain and every host below it", () => {
    const { subjectAltName } = new X509Certificate(String(outputs.originCertificate));
    expect(subjectAltName).toBe("DNS:*.acme.test, DNS:acme.test");
  });

  test("a second plan is empty", () => {
    expect(afterApply).toEqual([]);
  });

  test("further hosts and other rules, builds and routes replace and remove nothing", () => {
    expect(growth.map(({ actions, address }) => `${actions.join(" and ")} ${address}`)).toEqual([
      "update cloudflare_ruleset.acme-test_rules_countries",
      "update cloudflare_ruleset.acme-test_rules_managed-rules",
      "update cloudflare_ruleset.acme-test_rules_rate-limits",
      "update cloudflare_zero_trust_tunnel_cloudflared_config.edge_tunnel_routes",
      "create cloudflare_dns_record.edge_status-acme-test_203-0-114-10",
      "create cloudflare_dns_record.edge_status-acme-test_2a01-4f8--10",
      "update cloudflare_pages_project.edge_pages_project",
      "update cloudflare_r2_bucket_lifecycle.edge_bucket-media_lifecycle",
    ]);
    expect(afterGrowth).toEqual([]);
  });

  test("what somebody changed by hand is seen, and put right", () => {
    expect(drift).toMatchObject([
      { actions: ["update"], address: "cloudflare_zone_setting.acme-test_settings_ssl" },
      { actions: ["create"], address: "cloudflare_dns_record.edge_api-dev-acme-test_name" },
    ]);
    expect(afterMending).toEqual([]);
  });

  test("destroying it leaves the state's bucket, and nothing else", () => {
    expect(left).toEqual({
      buckets: ["acme-tfstate-weur"],
      certificates: [],
      projects: [],
      records: [],
      rulesets: [],
      tunnels: [],
    });
    expect(leftInState).toEqual([]);
  });

  test("rules that somebody made in the dashboard are not overwritten: the apply names their phase", () => {
    expect(besideOthersRules.exitCode).toBe(1);
    expect(besideOthersRules.output.replace(/[│\s]+/g, " ")).toContain(
      "exceeded maximum number of zone rulesets for phase http_request_firewall_custom",
    );
  });
});
