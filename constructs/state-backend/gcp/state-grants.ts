import { StorageBucketIamBinding } from "@cdktf/provider-google/lib/storage-bucket-iam-binding";
import { Construct } from "constructs";
import { stateFolder } from "../../contract/backend-block";
import { isOidcSubject, type StateAccess } from "../../contract/state-access";
import type { IdentityPool } from "./identity-pool";

export interface StateGrantsProps {
  readonly environment: string;
  readonly bucket: string;
  /** Whether the bucket holds other environments' states, too. */
  readonly isShared: boolean;
  readonly access: StateAccess;
  readonly pools: ReadonlyMap<string, IdentityPool>;
}

/**
 * What the principals of one environment may do in its bucket. Plan reads, and holds the lock, which is an object
 * beside the state; apply reads and writes. To replace an object is to delete it, so apply may delete: soft delete
 * keeps what it erases.
 */
export class StateGrants extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { environment, bucket, isShared, access, pools }: StateGrantsProps,
  ) {
    super(scope, id);
    const resource = `projects/_/buckets/${bucket}`;
    const isOwn = `resource.name.startsWith("${resource}/objects/${stateFolder(environment)}")`;
    // The list of the bucket has no folder that a condition could name safely: without the right to list, Cloud Storage
    // answers 403 and not 404 where there is no state yet.
    const isReadable = `resource.name == "${resource}" || ${isOwn}`;
    const isLock = 'resource.name.endsWith(".tflock")';
    const grants = [
      {
        name: "plan-read",
        role: "objectViewer",
        principals: access.plan,
        expression: isShared ? isReadable : undefined,
      },
      {
        name: "plan-lock",
        role: "objectUser",
        principals: access.plan,
        expression: isShared ? `${isOwn} && ${isLock}` : isLock,
      },
      {
        name: "apply",
        role: "objectUser",
        principals: access.apply,
        expression: isShared ? isReadable : undefined,
      },
    ];
    for (const { name, role, principals, expression } of grants) {
      if (principals.length === 0) continue;
      new StorageBucketIamBinding(this, name, {
        bucket,
        role: `roles/storage.${role}`,
        members: principals.map((principal) => memberOf(principal, pools)),
        ...(expression === undefined ? {} : { condition: { title: `${environment} ${name}`, expression } }),
      });
    }
  }
}

function memberOf(principal: StateAccess["plan"][number], pools: ReadonlyMap<string, IdentityPool>): string {
  if (!isOidcSubject(principal)) return principal;
  const pool = pools.get(principal.issuer);
  if (pool === undefined) throw new Error(`no identity pool was made for ${principal.issuer}`);
  return pool.member(principal.subject);
}
