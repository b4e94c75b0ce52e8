import { objectStorageEndpoint } from "../../account/hetzner/hetzner-locations";
import type { ClusterConfigurationProps } from "./configuration-props";

/** The prefix that sets the identity provider's users and groups apart from Kubernetes' own. */
export const identityPrefix = "oidc:";

/** Snapshots of etcd: every six hours; a week of each server's in the bucket, a day of them on the server itself. */
const snapshots = { schedule: "0 */6 * * *", inBucket: 28, onServer: 4 };

/** What the control plane's servers start k3s with. https://docs.k3s.io/cli/server */
export function serverConfiguration(props: ClusterConfigurationProps): object {
  const { apiAddress, apiNames, podCidr, serviceCidr, bucket } = props;
  return {
    "tls-san": [apiAddress, ...apiNames],
    "cluster-cidr": podCidr,
    "service-cidr": serviceCidr,
    "flannel-backend": "wireguard-native",
    // Hetzner's own load balancers and volumes take their place, and Argo CD brings the ingress.
    disable: ["servicelb", "traefik", "local-storage"],
    "disable-cloud-controller": true,
    "embedded-registry": props.privateServiceAccess,
    "node-taint": ["node-role.kubernetes.io/control-plane=:NoSchedule"],
    "write-kubeconfig-mode": "0600",
    "protect-kernel-defaults": true,
    "secrets-encryption": true,
    // Since v1.33.0: https://docs.k3s.io/security/secrets-encryption
    "secrets-encryption-provider": "secretbox",
    "etcd-s3": true,
    "etcd-s3-endpoint": new URL(objectStorageEndpoint(bucket.location)).host,
    "etcd-s3-region": bucket.location,
    "etcd-s3-bucket": bucket.name,
    "etcd-s3-bucket-lookup-type": "path",
    "etcd-s3-folder": "etcd",
    // k3s counts those of all servers together: https://github.com/k3s-io/k3s/pull/8177
    "etcd-s3-retention": snapshots.inBucket * props.controlPlaneServers,
    "etcd-snapshot-retention": snapshots.onServer,
    "etcd-snapshot-schedule-cron": snapshots.schedule,
    "etcd-snapshot-compress": true,
    "kubelet-arg": ["cloud-provider=external"],
    "kube-apiserver-arg": [...signIn(props), ...serviceAccounts(props), ...hardening(props)],
    "kube-controller-manager-arg": ["terminated-pod-gc-threshold=100"],
  };
}

function signIn({ identityProvider }: ClusterConfigurationProps): string[] {
  return [
    `oidc-issuer-url=${identityProvider.issuerUrl}`,
    `oidc-client-id=${identityProvider.clientId}`,
    "oidc-username-claim=email",
    `oidc-username-prefix=${identityPrefix}`,
    "oidc-groups-claim=groups",
    `oidc-groups-prefix=${identityPrefix}`,
  ];
}

/** The audiences that k3s itself has, after the issuer. */
const ownAudiences = ["https://kubernetes.default.svc.cluster.local", "k3s"];

function serviceAccounts({ serviceAccountIssuer: issuer }: ClusterConfigurationProps): string[] {
  return [
    `service-account-issuer=${issuer}`,
    `service-account-jwks-uri=${issuer}/openid/v1/jwks`,
    `api-audiences=${[issuer, ...ownAudiences].join(",")}`,
  ];
}

function hardening({ cluster }: ClusterConfigurationProps): string[] {
  return [
    "admission-control-config-file=/etc/rancher/k3s/admission.yaml",
    "request-timeout=300s",
    // To k3s' standard output, and so into the journal, which is shipped with it.
    ...(cluster.controlPlaneLogs === "off"
      ? []
      : ["audit-policy-file=/etc/rancher/k3s/audit-policy.yaml", "audit-log-path=-"]),
  ];
}
