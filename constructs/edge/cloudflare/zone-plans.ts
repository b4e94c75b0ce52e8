import type { EdgeSettings } from "../../contract/edge";
import type { ZonePlan } from "../../contract/edge-zone";

/** What a zone's plan includes. */
export interface PlanFeatures {
  /** The longest period in seconds that a rate limit may count. */
  readonly longestPeriod: number;
  /** How many rate limits a zone may have. */
  readonly rateLimits: number;
  /** How many rules of its own a zone may have, of which a country rule is one. */
  readonly customRules: number;
  /** The managed rules that it may run: Cloudflare's whole set, or the free one. */
  readonly managedRuleset: string;
  /** Whether a rate limit may tell hosts apart; without, it is the whole zone's. */
  readonly limitsByHost: boolean;
}

/** https://developers.cloudflare.com/waf/managed-rules/ */
const wholeRuleset = "efb7b8c949ac4650a09736fc376e9aee";
const freeRuleset = "77454fe2d30c4220b5701f6fdfb893ba";

/**
 * By plan; for `enterprise` what it has with application security.
 * https://developers.cloudflare.com/waf/rate-limiting-rules/#availability and
 * https://developers.cloudflare.com/waf/custom-rules/#availability
 */
export const planFeatures: Readonly<Record<ZonePlan, PlanFeatures>> = {
  free: {
    longestPeriod: 10,
    rateLimits: 1,
    customRules: 5,
    managedRuleset: freeRuleset,
    limitsByHost: false,
  },
  pro: {
    longestPeriod: 60,
    rateLimits: 2,
    customRules: 20,
    managedRuleset: wholeRuleset,
    limitsByHost: true,
  },
  business: {
    longestPeriod: 600,
    rateLimits: 5,
    customRules: 100,
    managedRuleset: wholeRuleset,
    limitsByHost: true,
  },
  enterprise: {
    longestPeriod: 3600,
    rateLimits: 100,
    customRules: 1000,
    managedRuleset: wholeRuleset,
    limitsByHost: true,
  },
};

/** The periods that the API counts. https://developers.cloudflare.com/waf/rate-limiting-rules/parameters/ */
const periods: readonly number[] = [10, 60, 120, 300, 600, 3600];

/** The periods that a plan counts, in seconds. */
export function periodsOf(plan: ZonePlan): readonly number[] {
  return periods.filter((period) => period <= planFeatures[plan].longestPeriod);
}

/** A rate limit as its rule has it. */
export interface RateLimit {
  readonly requests: number;
  readonly periodSeconds: number;
}

const standard: RateLimit = { requests: 2000, periodSeconds: 300 };

/** What an environment asks for in a zone of a plan; what it leaves open is the standard rate. */
export function rateLimitOf({ rateLimit }: EdgeSettings, plan: ZonePlan): RateLimit | undefined {
  if (rateLimit === "off") return undefined;
  const {
    periodSeconds = Math.min(standard.periodSeconds, planFeatures[plan].longestPeriod),
    requests = Math.max(1, Math.floor((standard.requests * periodSeconds) / standard.periodSeconds)),
  } = rateLimit;
  return { requests, periodSeconds };
}
