import { z } from "zod";
import { ruled, textMatching } from "./rule";

/**
 * What a workload may do, in the same words on every cloud, and only with what is the environment's own:
 * `secrets.read` reads its secrets, `dns.write` changes records in the account's `dnsZoneIds` and in the zone that the
 * environment's platform makes, `objectstore.readwrite` reads, writes and deletes objects in its buckets or in some of
 * them, `autoscaler` changes the size of its node pools, `volumes.snapshot` makes and removes snapshots of its volumes,
 * and `logs.read` reads its control plane's logs, among them who did what in the cluster.
 */
export const workloadPermissions = [
  "secrets.read",
  "dns.write",
  "objectstore.readwrite",
  "autoscaler",
  "volumes.snapshot",
  "logs.read",
] as const;
export type WorkloadPermission = (typeof workloadPermissions)[number];

/** An identity on the cloud for the pods of one Kubernetes service account. */
export interface WorkloadIdentityInput {
  /** Names the identity within its cluster: lower-case letters, digits and "-", at most 24 characters. */
  readonly name: string;
  /** The service account's namespace. */
  readonly namespace: string;
  /** The service account's name. */
  readonly serviceAccount: string;
  /** What its pods may do on the cloud; nothing else. */
  readonly permissions: readonly WorkloadPermission[];
  /**
   * The buckets that `objectstore.readwrite` reaches, and no others: what their names have behind
   * `<project>-<environment>-`, 3 to 29 lower-case letters, digits and "-"; on Azure containers, by their whole names.
   * @default all of the environment's
   */
  readonly buckets?: readonly string[];
}

/**
 * What the tokens of a service account's pods say of whom they are for.
 * https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function serviceAccountSubject({
  namespace,
  serviceAccount,
}: Pick<WorkloadIdentityInput, "namespace" | "serviceAccount">): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}

/** What a workload needs to act as its identity. */
export interface WorkloadIdentity {
  /** The identity: a role's ARN on AWS, a client id on Azure, a service account's address on Google Cloud. */
  readonly principal: string;
  /** Annotations that the Kubernetes service account must have. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels that its pods must have. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Characters of an identity's name: with the longest prefix that an environment has, the cloud's own name has room. */
export const longestIdentityName = 24;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const kubernetesName = textMatching(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  "at most 63 lower-case letters, digits and '-', the first and last a letter or digit",
  "write the name as Kubernetes has it",
);

/**
 * What every cloud takes behind the longest prefix that an environment has: names of buckets have 63 characters, those of
 * Azure's containers three at the least and no two "-" in a row.
 * https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata#container-names
 */
const bucketName = textMatching(
  /^(?=.{3,29}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  "3 to 29 lower-case letters, digits and '-', the first and last a letter or digit, and no two '-' in a row",
  'write the bucket\'s name without "<project>-<environment>-" at its beginning',
);

const identitySchema = z.strictObject({
  name: textMatching(
    new RegExp(`^[a-z]([a-z0-9-]{0,${longestIdentityName - 2}}[a-z0-9])?$`),
    `at most ${longestIdentityName} lower-case letters, digits and '-', beginning with a letter and not ending with '-'`,
    "choose a name of this form",
  ),
  namespace: kubernetesName,
  serviceAccount: kubernetesName,
  permissions: ruled(z.array(z.enum(workloadPermissions)).min(1).readonly(), {
    holds: areDifferent,
    problem: "names one permission twice",
    allowed: "each permission once",
    mend: "remove the repetition",
  }),
  buckets: ruled(z.array(bucketName).min(1).readonly(), {
    holds: areDifferent,
    problem: "names one bucket twice",
    allowed: "each bucket once",
    mend: "remove the repetition",
  }).optional(),
}) satisfies z.ZodType<unknown, WorkloadIdentityInput>;

const identitiesSchema = ruled(z.array(identitySchema).readonly(), {
  holds: (identities) => areDifferent(identities.map(({ name }) => name)),
  problem: "has several identities of one name",
  allowed: "a name of its own for each identity",
  mend: "rename one of them",
});

/** One service account acts as one identity: some clouds allow no second one, on the others one would win. */
export const workloadIdentitiesSchema = ruled(identitiesSchema, {
  holds: (identities) =>
    areDifferent(identities.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`)),
  problem: "has several identities for one service account",
  allowed: "one identity for each service account",
  mend: "join their permissions in one identity",
}).default([]);

/** An identity that was checked. */
export type WorkloadIdentitySettings = z.output<typeof identitySchema>;

function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
