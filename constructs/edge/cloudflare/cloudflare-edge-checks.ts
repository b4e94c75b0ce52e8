import { cloudflareLocationProblems } from "../../account/cloudflare/cloudflare-account-checks";
import { hostName } from "../../contract/domain";
import type { EdgeSettings } from "../../contract/edge";
import type { EdgeZone } from "../../contract/edge-zone";
import { nameProblems } from "../../contract/names";
import type { Problem } from "../../contract/problem";
import { certificateKeyOf } from "./certificate-request";
import { originHosts } from "./host-names";
import { bucketName } from "./names";
import { pagesProblems } from "./pages-checks";
import { periodsOf } from "./zone-plans";

/** The zone of an environment's edge. */
export interface NamedZone {
  readonly domain: string;
  readonly settings: EdgeZone;
}

/** What is wrong with an environment's edge, in the zone that its domain is in. */
export function edgeProblems(
  edge: EdgeSettings,
  zone: NamedZone,
  namePrefix: string,
  path: string,
): Problem[] {
  return [
    ...hostProblems(edge, zone, path),
    ...certificateProblems(edge, zone, path),
    ...pagesProblems(edge, `${path}.pages`),
    ...rateLimitProblems(edge, zone, `${path}.rateLimit`),
    ...bucketProblems(edge, namePrefix, `${path}.buckets`),
  ];
}

/** Hosts that Cloudflare's certificate for the zone, `example.com` and `*.example.com`, doesn't name. */
function hostProblems(edge: EdgeSettings, zone: NamedZone, path: string): Problem[] {
  const hosts = originHosts(edge);
  if (hosts.length === 0) {
    return [
      {
        path: `${path}.records`,
        problem: "leaves no host that leads to the origin, because Pages answers for each",
        allowed: "at least one host that Pages doesn't have",
        mend: 'name one, such as "app"',
      },
    ];
  }
  const tooDeep = hosts.filter((host) => levelsBelow(zone.domain, hostName(edge.domain, host)) > 1);
  if (zone.settings.totalTls || tooDeep.length === 0) return [];
  const names = tooDeep.map((host) => hostName(edge.domain, host)).join(", ");
  return [
    {
      path: `${path}.records`,
      value: edge.records,
      problem: `makes ${names}, for which Cloudflare has no certificate: the zone's is for ${zone.domain} and *.${zone.domain}`,
      allowed: `hosts at most one level below ${zone.domain}`,
      mend: `set records to ["@"], or totalTls in project.edge.zones.${zone.domain}, which is paid apart`,
    },
  ];
}

function levelsBelow(domain: string, name: string): number {
  return name.split(".").length - domain.split(".").length;
}

/** An origin without the certificate that the zone's encryption asks for, or with one that nobody asks for. */
function certificateProblems(
  { origin, originCertificate }: EdgeSettings,
  { domain, settings }: NamedZone,
  path: string,
): Problem[] {
  const at = `${path}.originCertificate`;
  if (origin.tunnel !== undefined && originCertificate !== undefined) {
    return [
      {
        path: at,
        problem: "has no effect: the tunnel is encrypted and known to Cloudflare without a certificate",
        allowed: "nothing with a tunnel",
        mend: "remove the field",
      },
    ];
  }
  if (origin.tunnel === undefined && originCertificate === undefined && settings.encryption === "strict") {
    return [
      {
        path: at,
        problem: `is missing, and the encryption "strict" of ${domain} can't work without a certificate at the origin`,
        allowed:
          'a certificate signing request, or "own" where the origin has a certificate of a public authority',
        mend: `make a request as docs/edge/cloudflare.md tells, use a tunnel, or set encryption to "full" in project.edge.zones.${domain}`,
      },
    ];
  }
  if (originCertificate === undefined || originCertificate === "own") return [];
  // The value isn't told: somebody may have taken the private key for the request.
  if (certificateKeyOf(originCertificate.csr) !== undefined) return [];
  return [
    {
      path: `${at}.csr`,
      problem: "is not a certificate signing request with an RSA or an elliptic-curve key",
      allowed: 'PEM text that begins with "-----BEGIN CERTIFICATE REQUEST-----"',
      mend: "make it as docs/edge/cloudflare.md tells; the private key never goes here",
    },
  ];
}

function rateLimitProblems({ rateLimit }: EdgeSettings, zone: NamedZone, path: string): Problem[] {
  if (rateLimit === "off" || rateLimit.periodSeconds === undefined) return [];
  const { plan } = zone.settings;
  const periods = periodsOf(plan);
  if (periods.includes(rateLimit.periodSeconds)) return [];
  return [
    {
      path: `${path}.periodSeconds`,
      value: rateLimit.periodSeconds,
      problem: `is no period that the plan ${plan} of ${zone.domain} counts`,
      allowed: periods.join(", "),
      mend: "use one of these, or choose a larger plan",
    },
  ];
}

function bucketProblems({ buckets }: EdgeSettings, namePrefix: string, path: string): Problem[] {
  const names = buckets.map(({ name }) => name);
  const repeated = new Set(names.filter((name, place) => names.indexOf(name) < place));
  return [
    ...buckets.flatMap(({ location }, place) =>
      cloudflareLocationProblems(location, `${path}.${place}.location`),
    ),
    ...[...repeated].map((name) => ({
      path,
      value: name,
      problem: "is the name of several buckets",
      allowed: "a name of its own for each bucket",
      mend: "rename one of them",
    })),
    ...nameProblems(
      path,
      buckets.map((bucket) => ({ kind: "R2 bucket", name: bucketName(namePrefix, bucket), limit: 63 })),
    ).map((problem) => ({ ...problem, mend: "shorten the bucket's name" })),
  ];
}
