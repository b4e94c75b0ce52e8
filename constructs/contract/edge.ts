import { z } from "zod";
import { domainSchema, hostLabelSchema, publicAddressSchema } from "./domain";
import { type EdgeBucketInput, edgeBucketSchema } from "./edge-bucket";
import { type PagesInput, pagesSchema } from "./edge-pages";
import { ruled, textMatching, wholeNumber } from "./rule";

/** A Cloudflare tunnel, which the cluster opens from within: it needs no public address. */
export interface TunnelInput {
  /**
   * Where the tunnel's end in the cluster finds the ingress.
   * @default "http://traefik.traefik.svc.cluster.local:80"
   */
  readonly service?: string;
}

/** What Cloudflare fetches from; exactly one of the three. */
export interface OriginInput {
  /**
   * A tunnel into the cluster.
   * @default none
   */
  readonly tunnel?: TunnelInput;
  /**
   * Public addresses of a load balancer, or a floating one.
   * @default none
   */
  readonly addresses?: readonly string[];
  /**
   * The host name of a load balancer.
   * @default none
   */
  readonly hostname?: string;
}

/** A certificate for the origin that Cloudflare signs and trusts. */
export interface OriginCertificateInput {
  /** The certificate signing request, PEM. The private key stays where it was made: Terraform never sees it. */
  readonly csr: string;
  /**
   * How many days it is valid: 7, 30, 90, 365, 730, 1095 or 5475.
   * @default 365
   */
  readonly validityDays?: number;
}

/** What one address may ask for, counted in each of Cloudflare's data centres by itself. */
export interface RateLimitInput {
  /**
   * Requests in a period; more are answered by 429 for as long as the period is.
   * @default 2000 in 300 seconds, and the same rate in other periods
   */
  readonly requests?: number;
  /**
   * The period in seconds: 10, 60, 120, 300, 600 or 3600, as far as the zone's plan counts.
   * @default 300, or the longest period that the zone's plan counts
   */
  readonly periodSeconds?: number;
}

/** Which countries visitors may come from; exactly one of the two. */
export interface CountryRuleInput {
  /**
   * The only countries let in, as ISO 3166-1 codes of two letters, or `T1` for Tor.
   * @default every country
   */
  readonly allow?: readonly string[];
  /**
   * The countries kept out.
   * @default none
   */
  readonly block?: readonly string[];
}

/** Whether Cloudflare's managed firewall rules look at requests. */
export const wafModes = ["managed", "off"] as const;

/** Cloudflare in front of an environment. */
export interface EdgeInput {
  /** The environment's domain: that of one of the project's zones, or one below it. */
  readonly domain: string;
  /** What Cloudflare fetches from. */
  readonly origin: OriginInput;
  /**
   * Hosts of the domain that lead to the origin; `@` is the domain itself.
   * @default `@`, `www` and `api`, but for those of `pages.domains`
   */
  readonly records?: readonly string[];
  /**
   * The origin's certificate, or `"own"` where the origin has one of a public authority.
   * @default none, which a tunnel and the zone's encryption `full` allow
   */
  readonly originCertificate?: OriginCertificateInput | "own";
  /**
   * A static site on Cloudflare Pages.
   * @default none
   */
  readonly pages?: PagesInput;
  /**
   * Cloudflare's managed firewall rules: its whole set, or the smaller one of the plan `free`.
   * @default "managed"
   */
  readonly waf?: (typeof wafModes)[number];
  /**
   * What one address may ask for, or `"off"`.
   * @default 2000 requests in 300 seconds, or the same rate in the longest period that the zone's plan counts
   */
  readonly rateLimit?: RateLimitInput | "off";
  /**
   * Which countries visitors may come from.
   * @default every country
   */
  readonly countries?: CountryRuleInput;
  /**
   * Buckets in Cloudflare R2.
   * @default none
   */
  readonly buckets?: readonly EdgeBucketInput[];
}

/** https://developers.cloudflare.com/api/resources/origin_ca_certificates/methods/create/ */
export const certificateDays: readonly number[] = [7, 30, 90, 365, 730, 1095, 5475];

/** Where `k8s/`'s ingress controller answers within the cluster. */
const ingressService = "http://traefik.traefik.svc.cluster.local:80";

const tunnelSchema = z.strictObject({
  service: textMatching(
    /^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
    'http:// or https://, the name of a service and a port, such as "http://traefik.traefik.svc.cluster.local:80"',
    "name the ingress controller's service, without a path",
  ).default(ingressService),
});

const originSchema = exactlyOne(
  z.strictObject({
    tunnel: tunnelSchema.optional(),
    addresses: eachOnce(publicAddressSchema).min(1).optional(),
    hostname: domainSchema.optional(),
  }),
  "what Cloudflare fetches from",
);

const originCertificateSchema = z.strictObject({
  csr: z.string(),
  validityDays: ruled(z.number(), {
    holds: (days) => certificateDays.includes(days),
    problem: "is no validity that Cloudflare offers",
    allowed: certificateDays.join(", "),
    mend: "use one of these, and renew the certificate before",
  }).default(365),
});

const rateLimitSchema = z.strictObject({
  requests: wholeNumber(1, 1_000_000, "requests").optional(),
  periodSeconds: z.number().optional(),
});

const countriesSchema = eachOnce(
  textMatching(
    /^([A-Z]{2}|T1)$/,
    "ISO 3166-1 codes of two capital letters, or T1 for Tor",
    'write the country\'s code, such as "DE"',
  ),
).min(1);

export const edgeSchema = z.strictObject({
  domain: domainSchema,
  origin: originSchema,
  records: eachOnce(hostLabelSchema).min(1).optional(),
  originCertificate: z.union([z.literal("own"), originCertificateSchema]).optional(),
  pages: pagesSchema.optional(),
  waf: z.enum(wafModes).default("managed"),
  rateLimit: z.union([z.literal("off"), rateLimitSchema]).default({}),
  countries: exactlyOne(
    z.strictObject({ allow: countriesSchema.optional(), block: countriesSchema.optional() }),
    "which countries visitors may come from",
  ).optional(),
  buckets: z.array(edgeBucketSchema).readonly().default([]),
}) satisfies z.ZodType<unknown, EdgeInput>;

/** A list that names nothing twice. */
function eachOnce<Entry extends z.ZodType<string>>(entry: Entry) {
  return ruled(z.array(entry), {
    holds: (list) => new Set(list).size === list.length,
    problem: "names something twice",
    allowed: "each entry once",
    mend: "remove the repetition",
  });
}

/** An object that says one thing in several ways. */
function exactlyOne<Schema extends z.ZodObject>(schema: Schema, what: string): Schema {
  const ways = Object.keys(schema.shape);
  return ruled(schema, {
    holds: (value) => Object.values(value).filter((way) => way !== undefined).length === 1,
    problem: `doesn't say ${what} in one way`,
    allowed: `exactly one of ${ways.join(", ")}`,
    mend: "name one of them, and no other",
  });
}

/** An environment's edge with its defaults filled in. */
export type EdgeSettings = z.output<typeof edgeSchema>;

/** An environment's edge that was checked. */
export interface EnvironmentEdge extends EdgeSettings {
  /** The zone that its domain is in, by its own domain. */
  readonly zone: string;
}

/** What the stack of an environment's edge exports; empty text where the environment has no such part. */
export interface EdgeOutputs {
  /** The host names that Cloudflare answers for. */
  readonly hostnames: readonly string[];
  /** The tunnel's id. */
  readonly tunnelId: string;
  /** The name that the tunnel's records lead to. */
  readonly tunnelTarget: string;
  /** The command that prints the tunnel's token, which is in no state and no output. */
  readonly tunnelTokenCommand: string;
  /** Where Pages answers beside its own domains. */
  readonly pagesDomain: string;
  /** The command that uploads the site by hand. */
  readonly pagesDeployCommand: string;
  /** The buckets' full names, by the names that the environment gives them. */
  readonly bucketNames: Readonly<Record<string, string>>;
  /** The S3 endpoints of the buckets, by the same names. */
  readonly bucketEndpoints: Readonly<Record<string, string>>;
  /** The id of the origin's certificate. */
  readonly originCertificateId: string;
  /** The origin's certificate, PEM; it is public. */
  readonly originCertificate: string;
  /** When the origin's certificate ends. */
  readonly originCertificateExpiresOn: string;
}
