import { Release } from "@cdktf/provider-helm/lib/release";
import { AssetType, type ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import type { AddOnCharts, Chart } from "../../contract/add-on";
import { addOns } from "../../contract/add-ons";
import { argoCdNamespace } from "../../contract/charts";
import type { Platform } from "../../contract/platform";
import type { CloudName } from "../../contract/project";

/** The values of the chart `k8s/bootstrap`. */
export interface BootstrapValues {
  readonly repoUrl: string;
  readonly path: string;
  readonly revision: string;
  /** Which of `k8s/overlays/` is applied. */
  readonly profile: string;
  /** Which of `k8s/components/` is. */
  readonly cloud: string;
  /** Where the platform's Applications may take their sources from. */
  readonly sourceRepos: readonly string[];
  /** Where they may put things. */
  readonly namespaces: readonly string[];
}

/**
 * Everything that the platform might need with any features on, so that switching one changes nothing here.
 */
export function bootstrapValues(cloud: CloudName, { gitops, profile }: Platform): BootstrapValues {
  const all = Object.values(addOns);
  const chartRepos = all.flatMap(({ chart }) => (chart === undefined ? [] : chartsOf(chart)));
  return {
    ...gitops,
    profile,
    cloud,
    sourceRepos: unique([gitops.repoUrl, ...chartRepos.map(({ repoUrl }) => repoUrl)]),
    namespaces: unique([argoCdNamespace, ...all.map(({ namespace }) => namespace), ...sharedNamespaces]),
  };
}

/**
 * Where charts put what must stand beside Kubernetes' own parts: roles of leader elections, and services of what is
 * measured there.
 */
const sharedNamespaces = ["kube-system"];

function chartsOf(charts: AddOnCharts): readonly Chart[] {
  return isChart(charts) ? [charts] : Object.values(charts);
}

function isChart(charts: AddOnCharts): charts is Chart {
  return "repoUrl" in charts;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

/** What the chart is released from. */
export interface BootstrapReleaseProps {
  readonly cloud: CloudName;
  readonly platform: Platform;
  /** Argo CD, which must outlive this: it removes what its Applications made. */
  readonly dependsOn: ITerraformDependable[];
}

/** Argo CD's projects and the one Application that leads to all others: from here on the cluster follows Git. */
export class BootstrapRelease extends Construct {
  constructor(scope: Construct, id: string, { cloud, platform, dependsOn }: BootstrapReleaseProps) {
    super(scope, id);
    const chart = new TerraformAsset(this, "chart", { path: "k8s/bootstrap", type: AssetType.DIRECTORY });
    new Release(this, "release", {
      name: "bootstrap",
      namespace: argoCdNamespace,
      // The path ends with the content's hash, so that a change to the chart is a change to the release.
      chart: `./${chart.path}`,
      values: [JSON.stringify(bootstrapValues(cloud, platform), undefined, 2)],
      maxHistory: 5,
      // On removal Helm waits for the finalizer of the root Application: until everything that it made is gone.
      wait: true,
      timeout: 1800,
      dependsOn,
    });
  }
}
