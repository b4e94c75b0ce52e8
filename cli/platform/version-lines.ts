// What `hera platform versions` prints for people.
import { tableLines } from "../../scripts/table";
import type { ChartVersions } from "./chart-versions";
import type { EnvironmentVersions, PlatformVersions } from "./platform-versions";

/** Three tables: minors, what they don't serve, charts. */
export function versionLines({ environments, charts }: PlatformVersions): readonly string[] {
  return [...minorLines(environments), "", ...unservedLines(environments), "", ...chartLines(charts)];
}

function minorLines(environments: readonly EnvironmentVersions[]): readonly string[] {
  return tableLines([
    ["environment", "cloud", "Kubernetes", "newer", "behind by", "support ends"],
    ...environments.map(({ environment, cloud, pinned, newer, endOfSupport }) => [
      environment,
      cloud,
      pinned,
      newer.join(", ") || "-",
      `${newer.length}`,
      endOfSupport ?? "not known",
    ]),
  ]);
}

function unservedLines(environments: readonly EnvironmentVersions[]): readonly string[] {
  const looked = environments.flatMap(({ environment, upgrade }) =>
    upgrade === null ? [] : [`${environment} by ${upgrade.minors.join(", ")}`],
  );
  const rows = environments.flatMap(({ environment, upgrade }) =>
    (upgrade?.unserved ?? []).map(({ minor, apiVersion, kind, namespace, name, origin }) => [
      environment,
      minor,
      `${apiVersion} ${kind}`,
      namespace === undefined ? name : `${namespace}/${name}`,
      origin,
    ]),
  );
  if (looked.length === 0) return ["Whether all that is rendered is served was not looked at."];
  if (rows.length === 0) return [`All that is rendered is served: ${looked.join("; ")}.`];
  return tableLines([["environment", "not served by", "API", "object", "made by"], ...rows]);
}

function chartLines(charts: readonly ChartVersions[]): readonly string[] {
  return tableLines([
    ["chart", "pinned", "newest", "behind by"],
    ...charts.map(({ name, pinned, newest, behind }) => [
      name,
      pinned,
      newest ?? "not known",
      behind ?? "not known",
    ]),
  ]);
}
