import type { CloudInventory, CloudResource, IsNamed } from "./cloud-inventory";
import { type Asset, type AssetConnection, searchAssets } from "./gcp-assets";
import { type GcpKind, gcpKinds, keptByGoogle, unseenOnGcp } from "./gcp-kinds";

/** Labels that GKE puts on what it makes by itself beside the cluster's: nodes, disks. */
const MADE_BY_GKE = /^goog-(gke|k8s)-/;

/** What exists in a project, by Cloud Asset Inventory. */
export function gcpInventory(project: string, connect: AssetConnection): CloudInventory {
  return {
    tagged: async (labels, isNamed) => {
      const call = await connect();
      const query = Object.entries(labels).map(([key, value]) => `labels.${key}:${value}`);
      const withoutLabels = Object.entries(gcpKinds).filter(([, { hasLabels }]) => !hasLabels);
      const [labelled, others] = await Promise.all([
        searchAssets(call, project, [["query", query.join(" ")]]),
        searchAssets(
          call,
          project,
          withoutLabels.map(([type]) => ["assetTypes", type]),
        ),
      ]);
      return [
        ...labelled.filter((asset) => isLabelled(asset, labels)).map((asset) => gcpResource(asset, project)),
        ...others.filter((asset) => isOwn(asset, isNamed)).map((asset) => gcpResource(asset, project)),
      ];
    },
    unseen: unseenOnGcp,
  };
}

/** A search finds words, so that another environment's label may hold the one that is asked for. */
function isLabelled({ labels, assetType }: Asset, wanted: Readonly<Record<string, string>>): boolean {
  const kind = gcpKinds[assetType];
  if (keptByGoogle.includes(assetType)) return false;
  // What is known by its name, and has labels all the same, is found by that: a node pool.
  if (kind?.hasLabels === false) return false;
  if (kind === undefined && Object.keys(labels).some((key) => MADE_BY_GKE.test(key))) return false;
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function isOwn(asset: Asset, isNamed: IsNamed): boolean {
  const kind = gcpKinds[asset.assetType];
  if (kind === undefined) return false;
  const { name, parent } = partsOf(asset);
  return isNamed(kind.type, idOf(name)) && (kind.parent === undefined || isNamed(kind.parent, parent));
}

/** A resource as a user has to know it. */
export function gcpResource(asset: Asset, project: string): CloudResource {
  const kind = gcpKinds[asset.assetType];
  const { path, name } = partsOf(asset);
  return {
    name: asset.name,
    nameTag: idOf(name),
    types: kind === undefined ? [] : [kind.type],
    // Some APIs write the project's number, which Terraform never does.
    importId: path.replace(/^projects\/[^/]+\//, `projects/${project}/`),
    deletion: kind && deletionOf(kind, asset, project),
  };
}

function deletionOf({ deletion }: GcpKind, asset: Asset, project: string): string {
  const { name, parent, place } = partsOf(asset);
  const words: Readonly<Record<string, string>> = { NAME: name, PARENT: parent, PLACE: place };
  return `${deletion.replace(/NAME|PARENT|PLACE/g, (word) => words[word] ?? word)} --project ${project}`;
}

/** An asset's name, taken apart. */
function partsOf({ name: full, displayName, additionalAttributes }: Asset) {
  const [, , service, ...segments] = full.split("/");
  const last = segments.pop() ?? "";
  // Where the inventory has a number in the place of the name, the name is beside it.
  const name = /^\d+$/.test(last) ? (additionalAttributes.email ?? displayName ?? last) : last;
  const path = [...segments, name].join("/");
  const [, place = ""] = /\/(?:regions|zones|locations)\/([^/]+)\//.exec(path) ?? [];
  return {
    // GKE's API has one kind of place, and the inventory two.
    path: service === "container.googleapis.com" ? path.replace("/zones/", "/locations/") : path,
    name,
    parent: segments.at(-2) ?? "",
    place,
  };
}

/** What stands before the "@" of a service account's address is the name that it was given. */
function idOf(name: string): string {
  return name.replace(/@.*$/, "");
}
