// No field of an edge is dropped in silence: another value in it changes what Terraform reads.
import { z } from "zod";
import { edgeSchema } from "../../../constructs/contract/edge";
import { projectEdgeSchema } from "../../../constructs/contract/edge-zone";
import { changed } from "../../configuration/valid-configuration";
import { exampleEdge, exampleZones, fullEdge, rsaRequest } from "../../edge-example";
import { exampleEnvironment, exampleProject } from "../../examples";
import { synthesize } from "../../synthesized";

/** The text of every stack of the edge. */
function stacksOf(zones: object, edge: object): readonly string[] {
  const project = changed(exampleProject(), { edge: zones });
  const app = synthesize(project, [changed(exampleEnvironment("prod"), { edge })]);
  return ["edge", "prod-edge"].map((name) => app.get(name)?.text ?? "");
}

/** Every field by its path; entries of lists and records are `*`. */
function fieldsOf(schema: z.core.$ZodType, path = ""): string[] {
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault)
    return fieldsOf(schema._zod.def.innerType, path);
  if (schema instanceof z.core.$ZodReadonly) return fieldsOf(schema._zod.def.innerType, path);
  if (schema instanceof z.core.$ZodUnion)
    return [path, ...schema._zod.def.options.flatMap((one) => fieldsOf(one, path))];
  if (schema instanceof z.core.$ZodObject)
    return Object.entries(schema._zod.def.shape).flatMap(([name, field]) =>
      fieldsOf(field, path === "" ? name : `${path}.${name}`),
    );
  if (schema instanceof z.core.$ZodRecord) return fieldsOf(schema._zod.def.valueType, `${path}.*`);
  if (schema instanceof z.core.$ZodArray) {
    const inner = fieldsOf(schema._zod.def.element, `${path}.*`);
    return inner.length === 1 && inner[0] === `${path}.*` ? [path] : inner;
  }
  return [path];
}

const everyField = (schema: z.core.$ZodType) => [...new Set(fieldsOf(schema))].sort();

const repository = { host: "gitlab", owner: "acme", name: "site" };
const pages = { ...fullEdge.pages, repository };

/** Another value for each field of an environment's edge, which says something in each but the origins left out. */
const otherValues: Readonly<Record<string, object>> = {
  domain: { domain: "dev.acme.test", records: ["@"], pages: { ...pages, domains: ["www"] } },
  "origin.addresses": { origin: { addresses: ["203.0.114.11"] } },
  "origin.hostname": { origin: { hostname: "lb.example.net" } },
  "origin.tunnel.service": { origin: { tunnel: { service: "http://other" } }, originCertificate: undefined },
  records: { records: ["api"] },
  originCertificate: { originCertificate: "own" },
  "originCertificate.csr": { originCertificate: { csr: rsaRequest, validityDays: 90 } },
  "originCertificate.validityDays": { originCertificate: { ...originCertificate(), validityDays: 30 } },
  "pages.outputDirectory": { pages: { ...pages, outputDirectory: "other" } },
  "pages.name": { pages: { ...pages, name: "other" } },
  "pages.productionBranch": { pages: { ...pages, productionBranch: "other" } },
  "pages.repository.host": { pages: { ...pages, repository: { ...repository, host: "github" } } },
  "pages.repository.owner": { pages: { ...pages, repository: { ...repository, owner: "other" } } },
  "pages.repository.name": { pages: { ...pages, repository: { ...repository, name: "other" } } },
  "pages.buildCommand": { pages: { ...pages, buildCommand: "other" } },
  "pages.rootDirectory": { pages: { ...pages, rootDirectory: "other" } },
  "pages.previews": { pages: { ...pages, previews: false } },
  "pages.domains": { pages: { ...pages, domains: ["@"] } },
  waf: { waf: "off" },
  rateLimit: { rateLimit: "off" },
  "rateLimit.requests": { rateLimit: { requests: 501, periodSeconds: 60 } },
  "rateLimit.periodSeconds": { rateLimit: { requests: 500, periodSeconds: 120 } },
  "countries.allow": { countries: { allow: ["AT"] } },
  "countries.block": { countries: { block: ["AT", "DE"] } },
  "buckets.*.name": { buckets: [{ ...bucket(), name: "other" }] },
  "buckets.*.location": { buckets: [{ ...bucket(), location: "eu" }] },
  "buckets.*.expireAfterDays": { buckets: [{ ...bucket(), expireAfterDays: 31 }] },
  "buckets.*.abortUploadsAfterDays": { buckets: [{ ...bucket(), abortUploadsAfterDays: 3 }] },
};

/** Another value for each field of a zone, and for the account. */
const otherZones: Readonly<Record<string, object>> = {
  account: { ...exampleZones(), account: "f".repeat(32) },
  "zones.*.id": exampleZones({ id: "0".repeat(32) }),
  "zones.*.plan": exampleZones({ plan: "free" }),
  "zones.*.minimumTls": exampleZones({ minimumTls: "1.3" }),
  "zones.*.encryption": exampleZones({ encryption: "full" }),
  "zones.*.hsts": exampleZones({ hsts: "off" }),
  "zones.*.hsts.maxAgeSeconds": exampleZones({ hsts: { maxAgeSeconds: 60 } }),
  "zones.*.totalTls": exampleZones({ totalTls: true }),
};

function originCertificate(): object {
  return Object(fullEdge.originCertificate);
}

function bucket(): object {
  return Object(fullEdge.buckets?.[0]);
}

test("another value is known for each field, and for nothing else", () => {
  expect(Object.keys(otherValues).sort()).toEqual(everyField(edgeSchema));
  expect(Object.keys(otherZones).sort()).toEqual(everyField(projectEdgeSchema));
});

test.each(Object.keys(otherValues))("another %s changes what Terraform reads", (field) => {
  const before = stacksOf(exampleZones(), fullEdge);
  expect(stacksOf(exampleZones(), { ...fullEdge, ...otherValues[field] })).not.toEqual(before);
});

// A tunnel has the account's id, and no limit of its own that a plan would refuse.
test.each(Object.keys(otherZones))("another %s of the project changes what Terraform reads", (field) => {
  const before = stacksOf(exampleZones(), exampleEdge);
  expect(stacksOf(otherZones[field] ?? {}, exampleEdge)).not.toEqual(before);
});
