import { createHash } from "node:crypto";
import { cloudConfigText } from "../../account/hetzner/cloud-init";
import type { AutoscaledGroup, ClusterConfigurationProps } from "./configuration-props";
import { type Chart, controlPlaneSelector, controlPlaneTolerations, helmChart } from "./helm-chart";
import { workerCloudConfig } from "./user-data";

/** https://github.com/kubernetes/autoscaler/tree/master/charts/cluster-autoscaler */
const clusterAutoscaler: Chart = {
  chart: "cluster-autoscaler",
  repo: "https://kubernetes.github.io/autoscaler",
  version: "9.59.0",
};

/** The autoscaler's release for each Kubernetes minor. https://github.com/kubernetes/autoscaler/releases */
const imageTags: Readonly<Record<string, string>> = { "1.35": "v1.35.2", "1.36": "v1.36.1" };

/** Stands where the token that workers join with goes: no object of a bucket may hold it. */
const tokenPlaceholder = "@AGENT_TOKEN@";

const secretName = "hera-autoscaler";
const configurationKey = "configuration.json";

/** The cluster autoscaler, where there is anything for it to do. */
export function autoscalerManifests(props: ClusterConfigurationProps): Record<string, object[]> {
  const { autoscaledGroups: groups, networkName } = props;
  if (groups.length === 0) return {};
  const configuration = JSON.stringify(groupsConfiguration(props));
  const values = {
    cloudProvider: "hetzner",
    image: { tag: imageTags[props.kubernetesVersion] },
    autoscalingGroups: groups.map(({ name, serverType, location, maxNodes }) => ({
      name,
      minSize: 0,
      maxSize: maxNodes,
      instanceType: serverType,
      region: location,
    })),
    extraEnv: {
      HCLOUD_CLUSTER_CONFIG_FILE: `/configuration/${configurationKey}`,
      HCLOUD_NETWORK: networkName,
      HCLOUD_PUBLIC_IPV4: "false",
      HCLOUD_PUBLIC_IPV6: "false",
      HCLOUD_SERVER_CREATION_TIMEOUT: "10",
    },
    extraEnvSecrets: { HCLOUD_TOKEN: { name: "hcloud", key: "token" } },
    extraVolumeSecrets: { [secretName]: { name: secretName, mountPath: "/configuration" } },
    // It reads its configuration when it starts.
    podAnnotations: { "hera/configuration": createHash("sha256").update(configuration).digest("hex") },
    nodeSelector: controlPlaneSelector,
    tolerations: controlPlaneTolerations,
  };
  return {
    autoscaler: [
      {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: secretName, namespace: "kube-system" },
        stringData: { [configurationKey]: configuration },
      },
      helmChart(clusterAutoscaler, values),
    ],
  };
}

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/hetzner/README.md */
function groupsConfiguration(props: ClusterConfigurationProps): object {
  const { image, workersCidr, serverLabels, autoscaledGroups } = props;
  return {
    imagesForArch: { amd64: image, arm64: image },
    defaultSubnetIPRange: workersCidr,
    nodeConfigs: Object.fromEntries(
      autoscaledGroups.map((group) => [
        group.name,
        {
          cloudInit: workerCloudInit(props, group),
          labels: group.labels,
          taints: group.taints,
          serverLabels,
        },
      ]),
    ),
  };
}

function workerCloudInit(props: ClusterConfigurationProps, group: AutoscaledGroup): string {
  return cloudConfigText(workerCloudConfig({ ...props, ...group, agentToken: tokenPlaceholder }));
}
