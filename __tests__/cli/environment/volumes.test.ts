import { endAddOns, keptVolumes, removeVolumes } from "../../../cli/environment/volumes";
import { ClusterInMemory, object } from "./cluster-in-memory";

const inUse = { finalizers: ["kubernetes.io/pvc-protection"] };

/** A volume of a claim, which its class deletes or keeps. */
function volume(name: string, persistentVolumeReclaimPolicy: string) {
  return object(`PersistentVolume ${name}`, { persistentVolumeReclaimPolicy, claimRef: { name: "files" } });
}

test("a claim stays while a pod uses it, its volume until the driver has deleted the disk", async () => {
  const cluster = new ClusterInMemory(
    object("StatefulSet shop/data"),
    object("Pod shop/data-0"),
    object("PersistentVolumeClaim shop/files", {}, inUse),
    volume("disk", "Delete"),
    object("Deployment other/web"),
    object("Pod other/web-1"),
  );
  const claim = "PersistentVolumeClaim shop/files";
  expect(await removeVolumes(cluster.kubectl)).toEqual([claim, "PersistentVolume disk"]);
  expect(cluster.names).toEqual([claim, "PersistentVolume disk", "Deployment other/web", "Pod other/web-1"]);
  cluster.release(claim);
  expect(await removeVolumes(cluster.kubectl)).toEqual(["PersistentVolume disk"]);
  cluster.objects = cluster.objects.filter(({ kind }) => kind !== "PersistentVolume");
  expect(await removeVolumes(cluster.kubectl)).toEqual([]);
});

test("a volume that its class keeps is not waited for, and named", async () => {
  const cluster = new ClusterInMemory(volume("archive", "Retain"), object("PersistentVolume spare", {}));
  expect(await removeVolumes(cluster.kubectl)).toEqual([]);
  expect(await keptVolumes(cluster.kubectl)).toEqual(["PersistentVolume archive"]);
});

test("add-ons end, among them the operators that would start others again; what the cluster lives on runs on", async () => {
  const cluster = new ClusterInMemory(
    ...["kube-system", "argocd", "redis-operator", "monitoring", "shop"].flatMap((namespace) => [
      object(`Namespace ${namespace}`),
      object(`Deployment ${namespace}/main`),
      object(`Pod ${namespace}/main-1`),
    ]),
    object("PersistentVolumeClaim kube-system/files"),
  );
  await endAddOns(cluster.kubectl);
  await removeVolumes(cluster.kubectl);
  expect(cluster.names.filter((name) => name.startsWith("Deployment"))).toEqual([
    "Deployment kube-system/main",
    "Deployment argocd/main",
    "Deployment shop/main",
  ]);
});
