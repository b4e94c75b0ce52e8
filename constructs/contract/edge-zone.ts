import { z } from "zod";
import { ruled, wholeNumber } from "./rule";

/** What Cloudflare is paid for a zone; it decides which rules a zone may have. */
export const zonePlans = ["free", "pro", "business", "enterprise"] as const;
export type ZonePlan = (typeof zonePlans)[number];

/** The oldest TLS that a visitor may speak. */
export const minimumTlsVersions = ["1.2", "1.3"] as const;

/**
 * How Cloudflare speaks with origins: `strict` asks each for a certificate that it trusts, `full` takes any. Both are
 * encrypted; modes that aren't can't be chosen.
 */
export const encryptionModes = ["strict", "full"] as const;

/** Tells browsers to use HTTPS only, for as long as they remember it. */
export interface HstsInput {
  /**
   * How long browsers remember it, in seconds.
   * @default 15552000
   */
  readonly maxAgeSeconds?: number;
}

/** A zone of DNS at Cloudflare, which is there already; its settings hold for all environments in it. */
export interface EdgeZoneInput {
  /** The zone's id: 32 hexadecimal digits. */
  readonly id: string;
  /** The plan that is paid for the zone; rules that it doesn't include are refused. */
  readonly plan: ZonePlan;
  /**
   * The oldest TLS that visitors may speak.
   * @default "1.2"
   */
  readonly minimumTls?: (typeof minimumTlsVersions)[number];
  /**
   * How Cloudflare speaks with origins: `strict` asks for a certificate that it trusts, `full` takes any.
   * @default "strict"
   */
  readonly encryption?: (typeof encryptionModes)[number];
  /**
   * Strict Transport Security on every host name of the zone that Cloudflare answers for, or `"off"`.
   * @default { maxAgeSeconds: 15552000 }
   */
  readonly hsts?: HstsInput | "off";
  /**
   * A certificate for each host name, also for those two levels below the zone, such as `www.dev.example.com`. It needs
   * Cloudflare's Advanced Certificate Manager, which is paid apart from the plan.
   * @default false
   */
  readonly totalTls?: boolean;
}

/** Cloudflare in front of environments: the account, and the zones that their domains are in. */
export interface ProjectEdgeInput {
  /** The Cloudflare account's id: 32 hexadecimal digits. */
  readonly account: string;
  /** The zones, keyed by their domains: `example.com`. */
  readonly zones: Readonly<Record<string, EdgeZoneInput>>;
}

// Cloudflare offers at most a year.
const oneYear = 31_536_000;
const sixMonths = 15_552_000;

const zoneSchema = z.strictObject({
  id: z.string(),
  plan: z.enum(zonePlans),
  minimumTls: z.enum(minimumTlsVersions).default("1.2"),
  encryption: z.enum(encryptionModes).default("strict"),
  hsts: z
    .union([
      z.literal("off"),
      z.strictObject({ maxAgeSeconds: wholeNumber(1, oneYear, "seconds").default(sixMonths) }),
    ])
    .default({ maxAgeSeconds: sixMonths }),
  totalTls: z.boolean().default(false),
});

export const projectEdgeSchema = z.strictObject({
  account: z.string(),
  zones: ruled(z.record(z.string(), zoneSchema), {
    holds: (zones) => Object.keys(zones).length > 0,
    problem: "is empty",
    allowed: "at least one zone, keyed by its domain",
    mend: "name the zones that the environments' domains are in, or remove the edge",
  }),
}) satisfies z.ZodType<unknown, ProjectEdgeInput>;

/** A zone with its defaults filled in. */
export type EdgeZone = z.output<typeof zoneSchema>;

/** The project's part of the edge, checked. */
export type ProjectEdge = z.output<typeof projectEdgeSchema>;
