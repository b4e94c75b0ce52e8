// Volumes, which a storage driver makes for claims and which no Terraform state knows.
import { z } from "zod";
import { addOns } from "../../constructs/contract/add-ons";
import { argoCdNamespace } from "../../constructs/contract/charts";
import { type Kubectl, nameOf } from "./kubectl";

/** What runs pods, and would run others in the place of those that are deleted; what owns others comes first. */
const workloads = ["cronjobs", "jobs", "deployments", "statefulsets", "daemonsets", "replicasets", "pods"];

/** What the cluster itself lives on, the storage driver among it, and what Terraform removes. */
const keptNamespaces: readonly string[] = ["kube-system", argoCdNamespace];

const volumeSchema = z.object({
  persistentVolumeReclaimPolicy: z.string().optional(),
  claimRef: z.object({}).optional(),
});

/** Ends the platform's add-ons: operators among them would start again what uses volumes. */
export async function endAddOns(kubectl: Kubectl): Promise<void> {
  const existing = (await kubectl.list("namespaces")).map(({ metadata }) => metadata.name);
  const own = new Set(Object.values(addOns).map(({ namespace }) => namespace));
  await endWorkloads(
    kubectl,
    existing.filter((name) => own.has(name)),
  );
}

/**
 * Ends what runs where there are claims, has the claims deleted, and names those and the volumes that are still there:
 * a claim stays as long as a pod uses it, a volume until its driver has deleted it.
 */
export async function removeVolumes(kubectl: Kubectl): Promise<readonly string[]> {
  const claims = await kubectl.list("persistentvolumeclaims");
  await endWorkloads(kubectl, [...new Set(claims.map(({ metadata }) => metadata.namespace ?? ""))]);
  for (const claim of claims) await kubectl.remove(claim);
  const volumes = (await claimedVolumes(kubectl)).filter(({ goes }) => goes).map(({ volume }) => volume);
  return [...claims, ...volumes].map(nameOf);
}

/** The volumes that outlive their claims, because their class says so. */
export async function keptVolumes(kubectl: Kubectl): Promise<readonly string[]> {
  return (await claimedVolumes(kubectl)).filter(({ goes }) => !goes).map(({ volume }) => nameOf(volume));
}

async function claimedVolumes(kubectl: Kubectl) {
  return (await kubectl.list("persistentvolumes"))
    .map((volume) => ({ volume, spec: volumeSchema.parse(volume.spec) }))
    .filter(({ spec }) => spec.claimRef !== undefined)
    .map(({ volume, spec }) => ({ volume, goes: spec.persistentVolumeReclaimPolicy === "Delete" }));
}

async function endWorkloads(kubectl: Kubectl, namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces.filter((name) => !keptNamespaces.includes(name))) {
    const place = [workloads.join(","), "--all", `--namespace=${namespace}`];
    await kubectl.expect("delete", ...place, "--wait=false", "--ignore-not-found");
  }
}
