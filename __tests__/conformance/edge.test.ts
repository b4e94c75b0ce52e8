// An edge is in front of an environment on any cloud, and is none of that environment's business.
import { cloudNames } from "../../constructs/contract/project";
import { stateStoreNames } from "../../constructs/contract/state-backend";
import { environments } from "../../envs/environments";
import { fullEdge, withEdge, withZones } from "../edge-example";
import { stackOf, synthesize } from "../synthesized";
import { fullProject } from "./every-environment";

const [first, ...others] = environments;
if (first === undefined) throw new Error("envs/ has no environment");
const name = `${first.name}-edge`;
const project = withZones(fullProject);

describe.each(cloudNames)("on %s", (cloud) => {
  const bare = { ...first, cloud };
  const without = synthesize(fullProject, [bare, ...others]);
  const tunnelled = synthesize(project, [withEdge(bare), ...others]);
  const full = synthesize(project, [withEdge(bare, fullEdge), ...others]);

  test("a project without an edge has no stack for one", () => {
    expect([...without.keys()].filter((stack) => /edge/.test(stack))).toEqual([]);
  });

  test("an edge adds its own stack and that of the zones, and changes no environment", () => {
    for (const app of [tunnelled, full]) {
      expect([...app.keys()].filter((stack) => !without.has(stack)).sort()).toEqual([name, "edge"].sort());
      for (const environment of environments) {
        expect(stackOf(app, environment.name).text).toBe(stackOf(without, environment.name).text);
      }
    }
  });

  test("an edge is the same in front of each cloud", () => {
    const elsewhere = synthesize(project, [withEdge(first, fullEdge), ...others]);
    expect(stackOf(full, name).text).toBe(stackOf(elsewhere, name).text);
    expect(stackOf(full, "edge").text).toBe(stackOf(elsewhere, "edge").text);
  });
});

test.each(stateStoreNames)("the states of an edge can be kept in the store of %s", (store) => {
  const place =
    store === "cloudflare"
      ? { account: "0123456789abcdef0123456789abcdef", location: "eu" }
      : store === "hetzner"
        ? { account: "1234567", location: "fsn1" }
        : {};
  const app = synthesize({ ...project, stateBackend: { store, ...place } }, [withEdge(first)]);
  const backends = ["edge", name].map((stack) => JSON.stringify(stackOf(app, stack).backend));
  expect(backends[0]).toContain("edge/edge");
  expect(backends[1]).toContain(`${first.name}/${name}`);
});

test("the zones' state has a bucket of its own where each environment has", () => {
  const perEnvironment = { ...project, stateBackend: { store: "aws", layout: "per-environment" } } as const;
  const bootstrap = stackOf(synthesize(perEnvironment, [withEdge(first)]), "bootstrap");
  expect(Object.keys(Object(bootstrap.outputs.environmentBuckets))).toContain("edge");
});

test("no secret is in an output or a resource", () => {
  const app = synthesize(project, [withEdge(first), ...others]);
  for (const stack of ["edge", name]) {
    expect(stackOf(app, stack).text).not.toMatch(/tunnel_secret|api_token|api_key|private_key|PRIVATE KEY/);
  }
});
