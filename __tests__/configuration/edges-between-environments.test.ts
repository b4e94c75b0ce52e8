import { readConfiguration } from "../../constructs/configuration/configuration";
import type { EdgeInput } from "../../constructs/contract/edge";
import type { EdgeZoneInput } from "../../constructs/contract/edge-zone";
import { withEdge, withZones } from "../edge-example";
import { exampleEnvironment, exampleProject } from "../examples";
import { messageOf, refusal, told } from "./refusal";

type Edges = Readonly<Record<string, Partial<EdgeInput>>>;

const project = (zone: Partial<EdgeZoneInput>) => withZones(exampleProject(), zone);
const environments = (edges: Edges) =>
  Object.entries(edges).map(([name, edge]) => withEdge(exampleEnvironment(name), edge));

test("environments share a zone, each with hosts of its own", () => {
  const edges = { prod: {}, dev: { domain: "dev.acme.test", records: ["@"] } };
  const { environments: read } = readConfiguration(project({}), environments(edges));
  expect(read.map(({ edge }) => edge?.zone)).toEqual(["acme.test", "acme.test"]);
});

test("an environment without an edge is read as before, also in a project with zones", () => {
  const plain = exampleEnvironment("dev");
  const { environments: alone } = readConfiguration(exampleProject(), [plain]);
  expect(readConfiguration(project({}), [plain]).environments).toEqual(alone);
});

test("a host of two environments is refused", () => {
  const edges = { prod: { records: ["@", "dev"] }, dev: { domain: "dev.acme.test", records: ["@"] } };
  expect(refusal(project({}), environments(edges))).toBe(
    messageOf([
      told(
        'dev.edge.domain = "dev.acme.test" makes the host dev.acme.test, which prod has already.',
        "Allowed: hosts that no other environment has.",
        'Mend: use a domain of its own, such as "dev.acme.test", or other records.',
      ),
    ]),
  );
});

test("a Pages project of two environments is refused", () => {
  const pages = { name: "site", outputDirectory: "dist" };
  const edges = { prod: { pages }, dev: { domain: "dev.acme.test", records: ["@"], pages } };
  expect(refusal(project({}), environments(edges))).toBe(
    messageOf([
      told(
        'dev.edge.pages.name = "site" is the Pages project of prod, too.',
        "Allowed: a project of its own for each environment.",
        "Mend: choose another name, or remove the field.",
      ),
    ]),
  );
});

test.each([
  ["free", 1],
  ["pro", 2],
  ["business", 5],
] as const)("more rate limits than the plan %s includes are refused, from the %dth on", (plan, limit) => {
  const names = ["aa", "bb", "cc", "dd", "ee", "ff"].slice(0, limit + 1);
  const edges = Object.fromEntries(
    names.map((name) => [name, { domain: `${name}.acme.test`, records: ["@"] }]),
  );
  expect(refusal(project({ plan }), environments(edges))).toBe(
    messageOf([
      told(
        `${names.at(-1)}.edge.rateLimit is one more than the ${limit} that the plan ${plan} of acme.test includes.`,
        `Allowed: ${limit} in acme.test.`,
        'Mend: set it to "off" here or in another environment, or choose a larger plan.',
      ),
    ]),
  );
});

test("more country rules than a plan includes are refused", () => {
  const names = ["aa", "bb", "cc", "dd", "ee", "ff"];
  const countries = { block: ["T1"] };
  const edges = Object.fromEntries(
    names.map((name) => [
      name,
      { domain: `${name}.acme.test`, records: ["@"], rateLimit: "off" as const, countries },
    ]),
  );
  expect(refusal(project({ plan: "free" }), environments(edges))).toBe(
    messageOf([
      told(
        "ff.edge.countries is one more than the 5 that the plan free of acme.test includes.",
        "Allowed: 5 in acme.test.",
        "Mend: remove it here or in another environment, or choose a larger plan.",
      ),
    ]),
  );
});

test("names that are those of the edge's stacks are refused", () => {
  expect(refusal(exampleProject(), [exampleEnvironment("edge")])).toBe(
    messageOf([
      told(
        'edge.name = "edge" is the name of another stack.',
        "Allowed: any name but bootstrap, edge.",
        "Mend: choose another name.",
      ),
    ]),
  );
  expect(refusal(exampleProject(), [exampleEnvironment("dev-edge")])).toBe(
    messageOf([
      told(
        'dev-edge.name = "dev-edge" ends like the names of edges\' stacks.',
        'Allowed: names that don\'t end with "-edge".',
        "Mend: choose another name.",
      ),
    ]),
  );
});
