import { clearCluster } from "../../../cli/environment/clear-cluster";
import { Steps } from "../../../cli/steps";
import { recorded } from "../run-in-memory";
import { ClusterInMemory, object } from "./cluster-in-memory";

const held = { finalizers: ["held"] };

/** A clock by which a time limit of a minute is over at the second look. */
function impatient() {
  let minute = 0;
  const now = (): Date => new Date(Date.UTC(2026, 10, 20, 8, minute++));
  const { surroundings, told } = recorded({ now });
  return { patience: { surroundings, steps: new Steps(surroundings), minutes: 1 }, told };
}

/** What a team runs: a front behind a load balancer, and data on a volume. */
function shop(): ClusterInMemory {
  return new ClusterInMemory(
    object("Namespace external-dns"),
    object("Deployment external-dns/external-dns"),
    object("Ingress shop/front", {}, held),
    object("Service shop/front", { type: "LoadBalancer" }, held),
    object("StatefulSet shop/data"),
    object("PersistentVolumeClaim shop/files", {}, held),
  );
}

test("load balancers that don't go in time are named, and neither add-ons nor volumes have been touched", async () => {
  const cluster = shop();
  const { patience } = impatient();
  await expect(clearCluster(cluster.kubectl, [], patience)).rejects.toMatchObject({
    reason: "failed",
    problem: "after 1 minutes there still are Ingress shop/front, Service shop/front",
    next: expect.stringContaining("kubectl describe"),
  });
  expect(cluster.names).toEqual(shop().names);
});

test("run again, it goes on there, and names the volumes that don't go in time", async () => {
  const cluster = shop();
  await expect(clearCluster(cluster.kubectl, [], impatient().patience)).rejects.toThrow("Service shop/front");
  for (const name of ["Ingress shop/front", "Service shop/front"]) cluster.release(name);
  const { patience, told } = impatient();
  await expect(clearCluster(cluster.kubectl, [], patience)).rejects.toMatchObject({
    problem: "after 1 minutes there still are PersistentVolumeClaim shop/files",
  });
  expect(told).toContain("  waiting for PersistentVolumeClaim shop/files");
  expect(cluster.names).toEqual(["Namespace external-dns", "PersistentVolumeClaim shop/files"]);
});

test("Applications that Argo CD makes again and again end it before anything is deleted", async () => {
  const cluster = shop();
  cluster.controllers.push(() => {
    if (cluster.find("Application argocd/shop") === undefined)
      cluster.objects.push(object("Application argocd/shop"));
  });
  await expect(clearCluster(cluster.kubectl, [], impatient().patience)).rejects.toThrow(
    "Application argocd/shop",
  );
  expect(cluster.names).toEqual(shop().names);
});

test("records that nobody can be asked for are told, and are no failure; kept volumes are named", async () => {
  const cluster = new ClusterInMemory(
    object("Ingress shop/front", { rules: [{ host: "shop.dev.test" }] }),
    object("PersistentVolume archive", { persistentVolumeReclaimPolicy: "Retain", claimRef: {} }),
  );
  // Time stands still, so that each second look is in time.
  const { surroundings, told } = recorded();
  const patience = { surroundings, steps: new Steps(surroundings), minutes: 1 };
  expect(await clearCluster(cluster.kubectl, ["ns.invalid"], patience)).toEqual({
    records: ["shop.dev.test"],
    volumes: ["PersistentVolume archive"],
  });
  expect(told).toContain("  no name server of the zone answers for shop.dev.test, so nobody can tell");
}, 15_000);
