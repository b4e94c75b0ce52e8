import { stopGitOps } from "../../../cli/environment/git-ops";
import { nameOf } from "../../../cli/environment/kubectl";
import { ClusterInMemory, object } from "./cluster-in-memory";

const cascade = { finalizers: ["resources-finalizer.argocd.argoproj.io"] };
const root = object(
  "Application argocd/platform",
  {},
  {
    ...cascade,
    annotations: { "meta.helm.sh/release-name": "bootstrap" },
  },
);

/** Helm's record of a revision of a release. */
const record = (release: string, revision: number) =>
  object(
    `Secret argocd/sh.helm.release.v1.${release}.v${revision}`,
    {},
    { labels: { owner: "helm", name: release, version: `${revision}` } },
  );

function platform(): ClusterInMemory {
  const cluster = new ClusterInMemory(
    object("Application argocd/traefik", {}, cascade),
    object("Application argocd/shop", {}, cascade),
    structuredClone(root),
    object("ApplicationSet argocd/traefik"),
    object("AppProject argocd/platform", {}, cascade),
    object("Deployment traefik/traefik"),
  );
  cluster.controllers.push(argoCd);
  return cluster;
}

/** Makes what its parents say, and removes what an Application made that goes with its finalizer on. */
function argoCd(cluster: ClusterInMemory): void {
  const [set, application] = ["ApplicationSet argocd/traefik", "Application argocd/traefik"];
  if (cluster.find("Application argocd/platform") !== undefined && cluster.find(set) === undefined)
    cluster.objects.push(object(set));
  if (cluster.find(set) !== undefined && cluster.find(application) === undefined)
    cluster.objects.push(object(application, {}, cascade));
  for (const { kind, metadata } of cluster.objects) {
    if (kind === "Application" && metadata.deletionTimestamp !== undefined)
      cluster.objects = cluster.objects.filter((one) => one.kind !== "Deployment");
  }
}

test("Argo CD has nothing left to follow, and what it made still runs", async () => {
  const cluster = platform();
  const stopped = (await stopGitOps(cluster.kubectl)).map(nameOf);
  expect(cluster.names).toEqual(["Deployment traefik/traefik"]);
  expect(stopped[0]).toBe("Application argocd/platform");
  expect([...stopped].sort()).toEqual([
    "AppProject argocd/platform",
    "Application argocd/platform",
    "Application argocd/shop",
    "Application argocd/traefik",
    "ApplicationSet argocd/traefik",
  ]);
});

test("the root's release is forgotten before the root goes, so that the next deploy makes it again", async () => {
  const cluster = platform();
  cluster.objects.push(record("bootstrap", 1), record("bootstrap", 2), record("argocd", 1));
  const kept: (string | undefined)[] = [];
  cluster.controllers.push(({ objects, calls }) => {
    if (calls.at(-1)?.startsWith("patch applications.argoproj.io platform"))
      kept.push(...objects.filter(({ kind }) => kind === "Secret").map(({ metadata }) => metadata.name));
  });
  await stopGitOps(cluster.kubectl);
  expect(kept).toEqual(["sh.helm.release.v1.argocd.v1"]);
});

test("without Argo CD's kinds there is nothing to stop", async () => {
  const cluster = new ClusterInMemory(object("Deployment shop/front"));
  expect(await stopGitOps(cluster.kubectl)).toEqual([]);
  expect(cluster.names).toEqual(["Deployment shop/front"]);
});

test("an Application that goes already, and is gone before its turn, is no failure", async () => {
  const cluster = new ClusterInMemory(object("Application argocd/shop", {}, cascade));
  cluster.controllers.push(() => {
    if (cluster.calls.at(-1)?.startsWith("patch")) cluster.objects = [];
  });
  expect((await stopGitOps(cluster.kubectl)).map(nameOf)).toEqual(["Application argocd/shop"]);
});

test("what Kubernetes itself cuts loose is waited for, so that nothing goes with its owner", async () => {
  const set = object("ApplicationSet argocd/teams", {}, { finalizers: ["orphan"], deletionTimestamp: "now" });
  const cluster = new ClusterInMemory(set);
  await stopGitOps(cluster.kubectl);
  expect(cluster.names).toEqual(["ApplicationSet argocd/teams"]);
});
