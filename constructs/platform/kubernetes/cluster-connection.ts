import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { DataKubernetesNamespaceV1 } from "@cdktf/provider-kubernetes/lib/data-kubernetes-namespace-v1";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { KubernetesClusterOutputs } from "../../contract/kubernetes-cluster";

/** Where a cluster's API is, and how to sign in. */
export type ClusterAccess = Pick<
  KubernetesClusterOutputs,
  "clusterEndpoint" | "clusterCaCertificate" | "authExec"
>;

/** What the providers take for a cluster. */
export interface ClusterConnectionProps {
  /** The environment whose cluster it is. */
  readonly environment: string;
  readonly access: ClusterAccess;
}

/**
 * Points the helm and kubernetes providers at a cluster, and reads a namespace that every cluster has. The helm provider
 * takes a cluster that doesn't answer for an empty one and plans to install everything anew; the kubernetes provider
 * fails, so that what depends on this namespace isn't planned without a cluster.
 */
export class ClusterConnection extends Construct {
  /** What everything in the cluster must depend on. */
  readonly reached: ITerraformDependable;

  constructor(scope: Construct, id: string, { environment, access }: ClusterConnectionProps) {
    super(scope, id);
    const cluster = {
      host: access.clusterEndpoint,
      clusterCaCertificate: Fn.base64decode(access.clusterCaCertificate),
    };
    const exec = { apiVersion: "client.authentication.k8s.io/v1beta1", ...access.authExec };
    new HelmProvider(this, "helm", { kubernetes: { ...cluster, exec } });
    new KubernetesProvider(this, "kubernetes", { ...cluster, exec: [exec] });
    // Terraform names the address of what fails: it tells what to do where the provider says only "connection refused".
    this.reached = new DataKubernetesNamespaceV1(scope, `deploy-${environment}-first-or-gain-access`, {
      metadata: { name: "kube-system" },
    });
  }
}
