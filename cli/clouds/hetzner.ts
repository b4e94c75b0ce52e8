import type { CloudInventory, CloudResource } from "./cloud-inventory";
import type { HetznerList, HetznerResource } from "./hetzner-api";
import { type BucketNames, objectStorageEndpoint } from "./hetzner-buckets";
import {
  type HetznerKind,
  hetznerKinds,
  isOfControlPlane,
  madeByControllers,
  unseenOnHetzner,
} from "./hetzner-kinds";

/** What exists in a project of Hetzner Cloud, and the buckets of a location. */
export function hetznerInventory(
  list: HetznerList,
  location: string,
  bucketNames: BucketNames,
): CloudInventory {
  return {
    tagged: async (labels, isNamed) => {
      const selector = Object.entries(labels)
        .map(([key, value]) => `${key}==${value}`)
        .join(",");
      const found: Found[] = [];
      for (const [path, kind] of Object.entries(hetznerKinds)) {
        const all = await list(path, selector);
        found.push(...all.map((one) => ({ path, kind, one })));
      }
      const names = await bucketNames();
      const own = names.filter((name) => isNamed("aws_s3_bucket", name));
      return [...withoutTended(found).map(hetznerResource), ...own.map((name) => bucket(name, location))];
    },
    unseen: unseenOnHetzner,
  };
}

/** A resource, its kind, and the API's path of that. */
interface Found {
  readonly path: string;
  readonly kind: HetznerKind;
  readonly one: HetznerResource;
}

/** What a cluster's controllers made is theirs while it has a control plane; after that nobody's, and costs on. */
function withoutTended(found: readonly Found[]): readonly Found[] {
  const hasControlPlane = found.some(({ one }) => isOfControlPlane(one.labels));
  return hasControlPlane ? found.filter(({ one }) => !isOfControllers(one)) : found;
}

function isOfControllers({ labels }: HetznerResource): boolean {
  return Object.keys(labels).some((key) => madeByControllers.test(key));
}

function hetznerResource({ path, kind: { type, deletion }, one }: Found): CloudResource {
  const importId = String(one.id);
  return {
    name: `https://api.hetzner.cloud/v1/${path}/${importId}`,
    nameTag: one.name,
    types: [type],
    importId,
    deletion: deletion.replace("ID", importId),
  };
}

function bucket(name: string, location: string): CloudResource {
  const endpoint = objectStorageEndpoint(location);
  return {
    name: `${endpoint}/${name}`,
    nameTag: name,
    types: ["aws_s3_bucket"],
    importId: name,
    deletion: `aws s3 rb s3://${name} --force --endpoint-url ${endpoint}`,
  };
}
