// The edge that `npm start` puts in front of dev: a made-up account and zone of Cloudflare's.
import type { EdgeInput } from "../constructs/contract/edge";
import type { ProjectEdgeInput } from "../constructs/contract/edge-zone";
import type { CloudflareZone } from "./local-cloud";

/** The zone, which is at Cloudflare before Hera comes. */
export const exampleZone: CloudflareZone = {
  account: "0123456789abcdef0123456789abcdef",
  id: "fedcba9876543210fedcba9876543210",
  name: "example.com",
};

/** What the project says of it. */
export const exampleProjectEdge: ProjectEdgeInput = {
  account: exampleZone.account,
  zones: { [exampleZone.name]: { id: exampleZone.id, plan: "business" } },
};

/** A tunnel to dev's ingress, a site, and a bucket. */
export const exampleEdge: EdgeInput = {
  domain: exampleZone.name,
  origin: { tunnel: {} },
  pages: { outputDirectory: "dist", domains: ["www"] },
  buckets: [{ name: "media", location: "eu", expireAfterDays: 30 }],
};
