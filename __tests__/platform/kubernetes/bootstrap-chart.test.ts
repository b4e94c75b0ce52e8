// The chart k8s/bootstrap, rendered by Helm itself with the values that the stacks give it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { addOns } from "../../../constructs/contract/add-ons";
import { charts } from "../../../constructs/contract/charts";
import {
  type BootstrapValues,
  bootstrapValues,
} from "../../../constructs/platform/kubernetes/bootstrap-release";
import { runCommand } from "../../../scripts/commands";
import { hostEnvironment, projectRoot, temporaryFolder } from "../../../scripts/host";
import { examplePlatform } from "../platform-example";

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.record(z.string(), z.unknown()),
});
type KubernetesObject = z.output<typeof objectSchema>;

const folder = mkdtempSync(path.join(temporaryFolder(), "bootstrap-chart-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function helm(...args: readonly string[]) {
  return runCommand({ program: "helm", arguments: args, folder, environment: hostEnvironment() });
}

/** Helm's own answer to a set of values. */
async function template(values: unknown) {
  const file = path.join(folder, "values.json");
  writeFileSync(file, JSON.stringify(values));
  const chart = path.join(projectRoot(), "k8s", "bootstrap");
  return await helm("template", "bootstrap", chart, "--namespace", "argocd", "--values", file);
}

/** What the chart makes, by kind and name. */
async function rendered(values: BootstrapValues): Promise<ReadonlyMap<string, KubernetesObject>> {
  const { exitCode, output, stdout } = await template(values);
  if (exitCode !== 0) throw new Error(output);
  const objects = parseAllDocuments(stdout).map((document) => objectSchema.parse(document.toJS()));
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

/** A test of Helm, which a machine may lack; said aloud, since CI must not lack it. */
async function withHelm(check: () => Promise<void>): Promise<void> {
  if ((await helm("version")).exitCode === 127) {
    console.warn("SKIPPED: helm is not installed; https://helm.sh/docs/intro/install/");
    return;
  }
  await check();
}

test("the root Application follows the environment's overlay and its cloud's component, and mends what differs", async () => {
  await withHelm(async () => {
    const objects = await rendered(bootstrapValues("gcp", { ...examplePlatform, profile: "prod" }));
    expect(objects.get("Application platform")).toMatchObject({
      metadata: { namespace: "argocd", finalizers: ["resources-finalizer.argocd.argoproj.io"] },
      spec: {
        project: "platform",
        source: {
          repoURL: "https://git.example.com/acme/platform.git",
          targetRevision: "main",
          path: "k8s/overlays/prod",
          kustomize: { components: ["../../components/gcp"] },
        },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
    });
  });
});

test("the platform's project names each repository, namespace and cluster kind that it may use", async () => {
  await withHelm(async () => {
    const values = bootstrapValues("aws", examplePlatform);
    const project = (await rendered(values)).get("AppProject platform");
    expect(project?.spec).toMatchObject({
      sourceRepos: values.sourceRepos,
      destinations: values.namespaces.map((namespace) => ({
        server: "https://kubernetes.default.svc",
        namespace,
      })),
    });
    expect(JSON.stringify(project)).not.toContain("*");
  });
});

test("applications may use the project's own repository and their own namespaces, and widen no quota", async () => {
  await withHelm(async () => {
    const project = (await rendered(bootstrapValues("aws", examplePlatform))).get("AppProject applications");
    expect(project?.spec).toMatchObject({
      sourceRepos: [examplePlatform.gitops.repoUrl],
      destinations: [{ server: "https://kubernetes.default.svc", namespace: "app-*" }],
      clusterResourceWhitelist: [{ group: "", kind: "Namespace", name: "app-*" }],
      namespaceResourceBlacklist: [
        { group: "", kind: "LimitRange" },
        { group: "", kind: "ResourceQuota" },
      ],
    });
  });
});

test("nothing but projects and the root Application is made, and projects outlive what is in them", async () => {
  await withHelm(async () => {
    const objects = await rendered(bootstrapValues("aws", examplePlatform));
    expect([...objects.keys()].sort()).toEqual([
      "AppProject applications",
      "AppProject platform",
      "Application platform",
    ]);
    for (const { metadata } of objects.values())
      expect(metadata).toMatchObject({ finalizers: ["resources-finalizer.argocd.argoproj.io"] });
  });
});

test.each<[string, Partial<Record<keyof BootstrapValues, unknown>>]>([
  ["revision", { revision: undefined }],
  ["sourceRepos", { sourceRepos: ["*"] }],
  ["namespaces", { namespaces: [] }],
])("values with a wrong %s are refused by the chart", async (name, change) => {
  await withHelm(async () => {
    const { exitCode, output } = await template({ ...bootstrapValues("aws", examplePlatform), ...change });
    expect(exitCode).toBe(1);
    expect(output).toContain(name);
  });
});

test("every add-on's namespace and every chart's repository is among the values", () => {
  const { namespaces, sourceRepos } = bootstrapValues("aws", examplePlatform);
  expect(namespaces).toEqual(expect.arrayContaining(Object.values(addOns).map(({ namespace }) => namespace)));
  expect(sourceRepos).toEqual(
    expect.arrayContaining([charts.traefik.repoUrl, charts["workload-identity-webhook"].gcp.repoUrl]),
  );
  expect(namespaces).toContain("argocd");
});
