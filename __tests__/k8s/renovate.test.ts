// renovate.json finds every version that is pinned in the project's own forms.
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { pinnedCharts } from "../../constructs/contract/pinned-charts";
import { projectRoot } from "../../scripts/host";
import { filesIn } from "../architecture/sources";

const managerSchema = z.object({
  managerFilePatterns: z.tuple([z.string()]),
  matchStrings: z.tuple([z.string()]),
  datasourceTemplate: z.enum(["helm", "docker", "github-tags"]),
  registryUrlTemplate: z.string().optional(),
  depNameTemplate: z.string().optional(),
});
const { customManagers, argocd, kubernetes } = z
  .object({
    customManagers: z.array(managerSchema),
    argocd: z.object({ managerFilePatterns: z.tuple([z.string()]) }),
    kubernetes: z.object({ managerFilePatterns: z.tuple([z.string()]) }),
  })
  .parse(JSON.parse(readFileSync(path.join(projectRoot(), "renovate.json"), "utf8")));

/** The files of the project that a pattern between slashes means. */
function filesOf(pattern: string): readonly string[] {
  const expression = new RegExp(pattern.slice(1, -1));
  return ["constructs", "k8s"]
    .flatMap((folder) => filesIn(folder, ""))
    .map((file) => path.relative(projectRoot(), path.resolve(projectRoot(), file)))
    .filter((file) => expression.test(file));
}

/** What the managers of a source of versions find: where, what, and at which version. */
function found(datasource: "helm" | "docker" | "github-tags"): readonly string[] {
  return customManagers
    .filter(({ datasourceTemplate }) => datasourceTemplate === datasource)
    .flatMap(
      ({ managerFilePatterns: [pattern], matchStrings: [match], registryUrlTemplate, depNameTemplate }) =>
        filesOf(pattern).flatMap((file) =>
          [...readFileSync(path.join(projectRoot(), file), "utf8").matchAll(new RegExp(match, "g"))].map(
            ({ groups = {} }) =>
              [
                groups.registryUrl ?? registryUrlTemplate ?? "",
                groups.depName ?? depNameTemplate,
                groups.currentValue,
              ].join(" "),
          ),
        ),
    );
}

test("every chart is found in charts.ts, with its repository and its version", () => {
  const pinned = pinnedCharts.map(({ repoUrl, name, version }) => `${repoUrl} ${name} ${version}`);
  expect([...found("helm")].sort()).toEqual([...pinned].sort());
});

test("the version of Velero's plugins is found where the cloud halves take it from", () => {
  expect(found("docker")).toEqual([expect.stringMatching(/velero-plugin-for-aws v\d+\.\d+\.\d+$/)]);
});

test("the version of Grafana's plugin for Google Cloud's logs is found where it is installed", () => {
  expect(found("github-tags")).toEqual([
    expect.stringMatching(/cloud-logging-data-source-plugin \d+\.\d+\.\d+$/),
  ]);
});

test("the files of ApplicationSets and of images are those that its own managers look at", () => {
  const sets = filesOf(argocd.managerFilePatterns[0]);
  expect(sets).toContain("k8s/addons/loki/application-set.yaml");
  expect(sets.filter((file) => !file.endsWith("/application-set.yaml"))).toEqual([]);
  expect(filesOf(kubernetes.managerFilePatterns[0])).toEqual(
    expect.arrayContaining(["k8s/services/redis/backup.yaml", "k8s/services/mongodb/backup.yaml"]),
  );
});
