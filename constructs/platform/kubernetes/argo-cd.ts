import { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { argoCdChart, argoCdNamespace } from "../../contract/charts";
import type { Platform, PlatformOutputs } from "../../contract/platform";
import { argoCdValues } from "./argo-cd-values";

/** The API server as pods of the cluster reach it: how Argo CD names the cluster that it runs in. */
export const ownCluster = "https://kubernetes.default.svc";

/** What the cloud half says of the cluster. */
export type ClusterFacts = Pick<PlatformOutputs, "clusterSecretLabels" | "clusterSecretAnnotations">;

/** What Argo CD is installed from. */
export interface ArgoCdProps {
  readonly platform: Platform;
  readonly facts: ClusterFacts;
  /** What must hold before anything is planned. */
  readonly dependsOn: ITerraformDependable[];
}

/** Argo CD in a namespace of its own, and the Secret by which its ApplicationSets know the cluster that it runs in. */
export class ArgoCd extends Construct {
  /** What exists when ApplicationSets find what they select by. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, { platform, facts, dependsOn }: ArgoCdProps) {
    super(scope, id);
    const namespace = new NamespaceV1(this, "namespace", {
      metadata: { name: argoCdNamespace, labels: podSecurity },
      dependsOn,
    });
    const release = new Release(this, "release", {
      name: "argocd",
      namespace: argoCdNamespace,
      repository: argoCdChart.repoUrl,
      chart: argoCdChart.name,
      version: argoCdChart.version,
      values: [JSON.stringify(argoCdValues(platform.profile, platform.domain), undefined, 2)],
      maxHistory: 5,
      timeout: 900,
      dependsOn: [namespace],
    });
    // Argo CD knows its own cluster without a Secret, but then it has no labels, and no ApplicationSet selects it.
    // https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
    const clusterSecret = new SecretV1(this, "cluster", {
      metadata: {
        name: "in-cluster",
        namespace: argoCdNamespace,
        labels: Fn.merge([facts.clusterSecretLabels, { "argocd.argoproj.io/secret-type": "cluster" }]),
        annotations: facts.clusterSecretAnnotations,
      },
      data: {
        name: "in-cluster",
        server: ownCluster,
        config: JSON.stringify({ tlsClientConfig: { insecure: false } }),
      },
      dependsOn: [namespace],
    });
    this.ready = [release, clusterSecret];
  }
}

const level = "restricted";
const podSecurity = {
  "pod-security.kubernetes.io/enforce": level,
  // The same as of the add-ons' namespaces; a later one may refuse what runs.
  "pod-security.kubernetes.io/enforce-version": "v1.35",
  "pod-security.kubernetes.io/audit": level,
  "pod-security.kubernetes.io/warn": level,
};
