// Hetzner Cloud's kinds of resources: the API's name of each, Terraform's type, and the command that deletes it.

/** A kind of resource. Its import id is its number. */
export interface HetznerKind {
  readonly type: string;
  /** With ID. */
  readonly deletion: string;
}

/** By the API's path: https://docs.hetzner.cloud/reference/cloud. What depends on others stands before them. */
export const hetznerKinds: Readonly<Record<string, HetznerKind>> = {
  load_balancers: { type: "hcloud_load_balancer", deletion: "hcloud load-balancer delete ID" },
  servers: { type: "hcloud_server", deletion: "hcloud server delete ID" },
  firewalls: { type: "hcloud_firewall", deletion: "hcloud firewall delete ID" },
  floating_ips: { type: "hcloud_floating_ip", deletion: "hcloud floating-ip delete ID" },
  networks: { type: "hcloud_network", deletion: "hcloud network delete ID" },
  placement_groups: { type: "hcloud_placement_group", deletion: "hcloud placement-group delete ID" },
  primary_ips: { type: "hcloud_primary_ip", deletion: "hcloud primary-ip delete ID" },
  ssh_keys: { type: "hcloud_ssh_key", deletion: "hcloud ssh-key delete ID" },
  volumes: { type: "hcloud_volume", deletion: "hcloud volume delete ID" },
};

/**
 * Labels by which the cluster's own controllers know what they have made: nodes of the autoscaler, load balancers of
 * the cloud controller manager, volumes of the CSI driver.
 */
export const madeByControllers = /^(hcloud\/node-group$|hcloud-ccm\/|pvc-name$)/;

/** Whether labels are those of a server of a cluster's control plane, where its controllers run. */
export function isOfControlPlane(labels: Readonly<Record<string, string>>): boolean {
  return labels["hera-role"] === "control-plane";
}

const ofBalancer = "stands within its load balancer";
const ofNetwork = "stands within its network";
const inBucket = "stands within its bucket";

/** What Hera makes beside these. */
export const unseenOnHetzner: Readonly<Record<string, string>> = {
  aws_s3_bucket_policy: inBucket,
  aws_s3_bucket_versioning: inBucket,
  aws_s3_object: inBucket,
  hcloud_firewall_attachment: "stands within its firewall",
  hcloud_floating_ip_assignment: "stands within its floating IP",
  hcloud_load_balancer_network: ofBalancer,
  hcloud_load_balancer_service: ofBalancer,
  hcloud_load_balancer_target: ofBalancer,
  hcloud_network_route: ofNetwork,
  hcloud_network_subnet: ofNetwork,
  hcloud_rdns: "stands within its address",
  hcloud_server_network: "stands within its server",
};
