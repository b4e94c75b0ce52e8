// Dashboards ask what Prometheus can answer, of sources that Grafana has.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { parse, stringify } from "yaml";
import { z } from "zod";

const folder = "k8s/addons/kube-prometheus-stack/resources/dashboards";
const values = "k8s/addons/kube-prometheus-stack/values/base.yaml";

const dashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      datasource: z.object({ type: z.string(), uid: z.string() }),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })),
    }),
  ),
});

const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
const dashboards = files.map((file) => ({
  file,
  ...dashboardSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))),
}));

const hasPromtool = !execa.sync("promtool", ["--version"], { reject: false }).failed;
const withPromtool = hasPromtool ? test : test.skip;

withPromtool(
  hasPromtool
    ? "every query of Prometheus can be read"
    : "every query of Prometheus can be read (SKIPPED: promtool is not on this machine)",
  async () => {
    const queries = dashboards.flatMap(({ panels }) =>
      panels
        .filter(({ datasource }) => datasource.type === "prometheus")
        .flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    );
    expect(queries.length).toBeGreaterThan(files.length);
    const rules = queries.map((expr, index) => ({
      record: `query:${index}`,
      expr: expr.replaceAll("$__rate_interval", "5m").replaceAll("$namespace", "shop"),
    }));
    const temporary = mkdtempSync(join(tmpdir(), "dashboards-"));
    const file = join(temporary, "queries.yaml");
    writeFileSync(file, stringify({ groups: [{ name: "queries", rules }] }));
    const { all } = await execa("promtool", ["check", "rules", file], { all: true, reject: false });
    rmSync(temporary, { recursive: true });
    expect(all).toContain(`SUCCESS: ${queries.length} rules found`);
  },
);

test("dashboards have names of their own", () => {
  for (const key of ["uid", "title"] as const) {
    const names = dashboards.map((dashboard) => dashboard[key]);
    expect(new Set(names).size).toBe(names.length);
  }
});

test("panels ask sources that Grafana has", () => {
  const sourcesSchema = z.object({
    grafana: z.object({
      additionalDataSources: z.array(z.object({ uid: z.string(), type: z.string() })),
    }),
  });
  const { grafana } = sourcesSchema.parse(parse(readFileSync(values, "utf8")));
  // The chart makes these two itself.
  const own = ["prometheus", "alertmanager"].map((name) => `${name} ${name}`);
  const known = [...own, ...grafana.additionalDataSources.map(({ uid, type }) => `${type} ${uid}`)];
  const asked = dashboards.flatMap(({ panels }) =>
    panels.map(({ datasource }) => `${datasource.type} ${datasource.uid}`),
  );
  expect(asked.filter((source) => !known.includes(source))).toEqual([]);
});

test.each(dashboards)("no two panels of $file lie on one another", ({ panels }) => {
  const overlaps = panels.flatMap(({ id, gridPos: a }) =>
    panels
      .filter(
        ({ id: other, gridPos: b }) =>
          other > id && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
      )
      .map(({ id: other }) => [id, other]),
  );
  expect(overlaps).toEqual([]);
});

test("every dashboard is brought into the cluster", () => {
  const listed = readFileSync(join(folder, "kustomization.yaml"), "utf8").match(/[\w-]+\.json/g);
  expect(listed?.sort()).toEqual([...files].sort());
});
