import type { ClusterConfigurationProps } from "./configuration-props";
import { type Chart, controlPlaneSelector, controlPlaneTolerations, helmChart } from "./helm-chart";

/** https://github.com/hetznercloud/hcloud-cloud-controller-manager/tree/main/chart */
const cloudControllerManager: Chart = {
  chart: "hcloud-cloud-controller-manager",
  repo: "https://charts.hetzner.cloud",
  version: "1.35.0",
};

/** https://github.com/hetznercloud/csi-driver/tree/main/chart */
const csiDriver: Chart = { chart: "hcloud-csi", repo: "https://charts.hetzner.cloud", version: "2.22.1" };

/** What ties a cluster to Hetzner: addresses of nodes, load balancers, and volumes. */
export function hcloudManifests(props: ClusterConfigurationProps): Record<string, object[]> {
  const { podCidr, loadBalancersCidr } = props;
  const { location } = props.bucket;
  return {
    "cloud-controller": [
      helmChart(cloudControllerManager, {
        // With it, the controller runs in the nodes' network, and needs no network of pods to make nodes ready.
        networking: { enabled: true, clusterCIDR: podCidr },
        env: {
          // Flannel carries the pods, so the network needs no routes to them.
          HCLOUD_NETWORK_ROUTES_ENABLED: { value: "false" },
          // Where load balancers stand that name no location themselves.
          HCLOUD_LOAD_BALANCERS_LOCATION: { value: location },
          HCLOUD_LOAD_BALANCERS_USE_PRIVATE_IP: { value: "true" },
          HCLOUD_LOAD_BALANCERS_DISABLE_PRIVATE_INGRESS: { value: "true" },
          ...(loadBalancersCidr === undefined
            ? {}
            : { HCLOUD_LOAD_BALANCERS_PRIVATE_SUBNET_IP_RANGE: { value: loadBalancersCidr } }),
        },
      }),
    ],
    csi: [
      helmChart(csiDriver, {
        controller: {
          // Else it asks the metadata service, which pods can't reach.
          hcloudVolumeDefaultLocation: location,
          tolerations: controlPlaneTolerations,
          nodeSelector: controlPlaneSelector,
        },
        // It asks the metadata service which server it is on; the host's network reaches it.
        node: { hostNetwork: true, tolerations: [{ operator: "Exists" }] },
      }),
    ],
  };
}
