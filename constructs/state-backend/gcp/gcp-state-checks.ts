import { Address4, Address6 } from "ip-address";
import { projectIdProblems, regionProblems } from "../../account/gcp/gcp-account-checks";
import { principalProblems } from "../../account/gcp/gcp-principals";
import { gcpRegions } from "../../account/gcp/gcp-regions";
import { nameProblems } from "../../contract/names";
import type { Problem } from "../../contract/problem";
import { nearest } from "../../contract/shape";
import { isOidcSubject } from "../../contract/state-access";
import { type StateBackendSettings, stateOwners } from "../../contract/state-backend";
import { dualRegionOf, partnersOf } from "./dual-regions";
import { accessLogBucketOf, bucketOf, sharedBucket } from "./names";

/** What is wrong with a state backend's settings for Cloud Storage. */
export function gcpStateProblems(settings: StateBackendSettings, path: string): Problem[] {
  return [
    ...projectIdProblems(settings.account, `${path}.account`),
    ...regionProblems(settings.location, `${path}.location`),
    ...bucketNameProblems(settings),
    ...dualRegionProblems(settings, path),
    ...addressProblems(settings, path),
    ...accessProblems(settings, path),
  ];
}

/** https://docs.cloud.google.com/storage/docs/buckets#naming */
function bucketNameProblems(settings: StateBackendSettings): Problem[] {
  const owners =
    settings.layout === "shared"
      ? [sharedBucket(settings)]
      : stateOwners(settings).map((owner) => bucketOf(settings, owner));
  const names = settings.accessLogDays > 0 ? [...owners, accessLogBucketOf(settings)] : owners;
  const refused = names.filter((name) => /^goog|google|g00gle/.test(name));
  return [
    ...nameProblems(
      "project.name",
      names.map((name) => ({ kind: "Cloud Storage bucket", name, limit: 63 })),
    ),
    ...refused.map((name) => ({
      path: "project.name",
      value: name,
      problem: "can't be the name of a bucket: Cloud Storage keeps that of its maker for itself",
      allowed: 'names that don\'t begin with "goog" or have "google" in them',
      mend: "choose other names of the project and its environments, and another Google Cloud project",
    })),
  ];
}

function dualRegionProblems(
  { redundancy, location, replicaLocation, authorizedCidrs }: StateBackendSettings,
  path: string,
): Problem[] {
  // Of a region that doesn't exist nobody knows what it can be paired with.
  if (redundancy !== "geo" || !gcpRegions.includes(location)) return [];
  const filtered: Problem[] =
    authorizedCidrs === undefined
      ? []
      : [
          {
            path: `${path}.authorizedCidrs`,
            problem: "can't be had of a bucket that spans two regions",
            allowed: 'nothing beside redundancy: "geo"',
            mend: 'remove it, or use redundancy: "zone"',
          },
        ];
  const partners = partnersOf(location);
  const field = { path: `${path}.replicaLocation`, allowed: partners.join(", ") || "nothing" };
  if (replicaLocation === undefined) {
    return [
      ...filtered,
      {
        ...field,
        problem: 'is missing beside redundancy: "geo"; one bucket spans both regions',
        mend: "name the second region",
      },
    ];
  }
  if (replicaLocation === location || dualRegionOf(location, replicaLocation) !== undefined) return filtered;
  return [
    ...filtered,
    {
      ...field,
      value: replicaLocation,
      problem: `can't be paired with ${location}`,
      mend:
        partners.length === 0
          ? "choose another location; no bucket spans this region and another"
          : nearest(replicaLocation, partners),
    },
  ];
}

/** https://docs.cloud.google.com/storage/docs/ip-filtering-overview */
const mostCidrs = 200;

function addressProblems({ authorizedCidrs = [] }: StateBackendSettings, path: string): Problem[] {
  const field = `${path}.authorizedCidrs`;
  const tooMany: Problem[] =
    authorizedCidrs.length <= mostCidrs
      ? []
      : [
          {
            path: field,
            value: authorizedCidrs.length,
            problem: "are more address blocks than a bucket's filter takes",
            allowed: `${mostCidrs}`,
            mend: "join neighbouring blocks",
          },
        ];
  return [
    ...tooMany,
    ...authorizedCidrs
      .filter((cidr) => !isBlock(cidr))
      .map((cidr) => ({
        path: field,
        value: cidr,
        problem: "is not an address block",
        allowed:
          'the first address of a block and its prefix length, such as "203.0.113.0/24" or "2001:db8::/32"',
        mend: "write the block so",
      })),
  ];
}

/** In canonical form: no host bits, no missing prefix length. */
function isBlock(cidr: string): boolean {
  const form = [Address4, Address6].find((one) => cidr.includes("/") && one.isValid(cidr));
  if (form === undefined) return false;
  const address = new form(cidr);
  return address.startAddress().correctForm() === address.correctForm();
}

/** https://docs.cloud.google.com/iam/docs/workload-identity-federation#mapping */
const longestSubject = 127;

function accessProblems({ access }: StateBackendSettings, path: string): Problem[] {
  return Object.entries(access).flatMap(([environment, roles]) =>
    (["plan", "apply"] as const).flatMap((role) =>
      roles[role].flatMap((principal, place) => {
        const field = `${path}.access.${environment}.${role}.${place}`;
        if (!isOidcSubject(principal)) return principalProblems(principal, field);
        if (Buffer.byteLength(principal.subject) <= longestSubject) return [];
        return [
          {
            path: `${field}.subject`,
            value: principal.subject,
            problem: "is longer than a subject may be on Google Cloud",
            allowed: `${longestSubject} bytes`,
            mend: "have the CI service sign a shorter subject",
          },
        ];
      }),
    ),
  );
}
