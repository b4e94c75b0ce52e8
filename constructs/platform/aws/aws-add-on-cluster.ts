import type { ChartValues } from "../../contract/chart-values";
import { logDataSource } from "../../contract/log-data-source";
import type { AddOnCluster, AddOnClusterProps } from "../../contract/platform-cloud";
import { eksNames } from "../../kubernetes-cluster/aws-eks/names";

/** What EKS clusters tell add-ons. */
export function awsAddOnCluster(props: AddOnClusterProps): AddOnCluster {
  const { namePrefix, region, cluster, tags, identities } = props;
  const { cluster: clusterName } = eksNames(namePrefix);
  // Those by which what a destroyed cluster left behind is found.
  const ownTags = ["project", "environment", "managed-by"].map((key) => `${key}=${tags[key] ?? ""}`);
  const annotation = "service.beta.kubernetes.io/aws-load-balancer";
  return {
    // https://kubernetes.io/docs/reference/labels-annotations-taints/#service-beta-kubernetes-io-aws-load-balancer-type
    loadBalancerAnnotations: {
      [`${annotation}-type`]: "nlb",
      [`${annotation}-cross-zone-load-balancing-enabled`]: "true",
      [`${annotation}-additional-resource-tags`]: ownTags.join(","),
    },
    values: {
      "cluster-autoscaler": {
        awsRegion: region,
        autoDiscovery: { clusterName },
        // It is released with each minor of Kubernetes, and must be of the cluster's own.
        image: { tag: `v${cluster.kubernetesVersion}.0` },
      },
      ...(identities["kube-prometheus-stack"] && { "kube-prometheus-stack": logs(props) }),
    },
  };
}

/** https://grafana.com/docs/plugins/cloudwatch/latest/configure/#provision-the-data-source */
function logs({ namePrefix, region, account }: AddOnClusterProps): ChartValues {
  const name = eksNames(namePrefix).logGroup;
  const arn = `arn:aws:logs:${region}:${account.id}:log-group:${name}:*`;
  return logDataSource("cloudwatch", {
    authType: "default",
    defaultRegion: region,
    logGroups: [{ arn, name, accountId: account.id }],
  });
}
