import { Fn } from "cdktf";
import { type CloudConfig, cloudConfig, type ServerFile } from "../../account/hetzner/cloud-init";
import { objectStorageEndpoint } from "../../account/hetzner/hetzner-locations";
import { type K3sRelease, k3sRelease } from "./kubernetes-versions";
import { commonFiles, environmentFile, scriptFiles, startCommands, unitFiles, yaml } from "./node-files";

/** What every node of a cluster is told. */
export interface NodeProps {
  /** The Kubernetes minor, such as "1.35". */
  readonly kubernetesVersion: string;
  /** The private address of the API's load balancer. */
  readonly apiAddress: string;
  /** The address of the network's gateway, through which nodes reach the internet. */
  readonly gateway: string;
  /** Public keys of who may open a shell as root. */
  readonly sshKeys: readonly string[];
}

/** What the control plane must keep to itself: values of Terraform's variables. */
export interface ControlPlaneSecrets {
  /** Lets a server join the control plane. */
  readonly token: string;
  /** Lets a worker join. */
  readonly agentToken: string;
  /** The certificate authority of the API servers, PEM. */
  readonly serverCaCertificate: string;
  readonly serverCaKey: string;
  /** Signs the tokens of service accounts, PEM. */
  readonly serviceAccountKey: string;
  readonly hcloudToken: string;
  readonly objectStorageAccessKey: string;
  readonly objectStorageSecretKey: string;
}

/** The cluster's private bucket. */
export interface ClusterBucket {
  readonly name: string;
  /** The location of its Object Storage, such as "fsn1". */
  readonly location: string;
}

export interface ControlPlaneUserDataProps extends NodeProps {
  /** The server's name, which is its node's name. */
  readonly hostname: string;
  /** The server's fixed private address. */
  readonly privateAddress: string;
  /** The server's place in the control plane, from 0; the first one begins the cluster. */
  readonly place: number;
  /** The network's name at Hetzner, for the cloud controller. */
  readonly networkName: string;
  readonly bucket: ClusterBucket;
  readonly secrets: ControlPlaneSecrets;
}

/** What keeps pods off a node. */
export interface NodeTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

export interface WorkerUserDataProps extends NodeProps {
  /**
   * The server's name, which is its node's name.
   * @default the name that Hetzner knows it by
   */
  readonly hostname?: string;
  /** Lets it join; made by `workerToken`. */
  readonly agentToken: string;
  /** Labels of the node. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints of the node. */
  readonly taints: readonly NodeTaint[];
  /** GiB of the disk that pods don't get: what the server's type has beyond what the pool asks for. */
  readonly reservedDiskGib: number;
}

/**
 * What a worker joins with: a token in k3s' secure form, which names the control plane's authority too, so that no
 * other one is believed. https://docs.k3s.io/cli/token#secure
 */
export function workerToken(serverCaCertificate: string, agentToken: string): string {
  return `K10${Fn.sha256(serverCaCertificate)}::node:${agentToken}`;
}

/** User data of a server of the control plane. Hetzner shows it to nobody, and the state holds a hash of it only. */
export function controlPlaneUserData(props: ControlPlaneUserDataProps): string {
  const { hostname, privateAddress, sshKeys, gateway } = props;
  return cloudConfig({
    hostname,
    sshKeys,
    files: [
      ...commonFiles(gateway, 0),
      { path: "/etc/hera/node.env", content: controlPlaneEnvironment(props) },
      {
        path: "/etc/rancher/k3s/config.yaml",
        content: yaml({
          "node-name": hostname,
          "node-ip": privateAddress,
          "agent-token-file": "/etc/hera/agent-token",
        }),
        permissions: "0600",
      },
      ...secretFiles(props),
      { path: "/etc/systemd/system/hera-sync.timer", content: syncTimer(props.place) },
      ...unitFiles(["k3s.service", "hera-sync.service", "hera-logs.service", "hera-logs.timer"]),
      ...scriptFiles([
        "start-server.sh",
        "set-membership.sh",
        "wait-until-ready.sh",
        "objects.sh",
        "sync-configuration.sh",
        "ship-logs.sh",
        "rotate-secrets-key.sh",
        "restore-etcd.sh",
        "rejoin-cluster.sh",
      ]),
    ],
    commands: startCommands,
  });
}

/** User data of a worker. */
export function workerUserData(props: WorkerUserDataProps): string {
  return cloudConfig(workerCloudConfig(props));
}

/** What a worker is told, before it is written down. */
export function workerCloudConfig(props: WorkerUserDataProps): CloudConfig {
  const { hostname, sshKeys, gateway, apiAddress, agentToken, labels, taints, reservedDiskGib } = props;
  return {
    hostname,
    sshKeys,
    files: [
      ...commonFiles(gateway, reservedDiskGib),
      {
        path: "/etc/hera/node.env",
        content: environmentFile({ K3S_ROLE: "agent", ...pinned(k3sRelease(props.kubernetesVersion)) }),
      },
      { path: "/etc/hera/agent-token", content: agentToken, permissions: "0600" },
      {
        path: "/etc/rancher/k3s/config.yaml",
        content: yaml({
          server: `https://${apiAddress}:6443`,
          "token-file": "/etc/hera/agent-token",
          "node-label": Object.entries(labels).map(([key, value]) => `${key}=${value}`),
          "node-taint": taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`),
          "protect-kernel-defaults": true,
          "kubelet-arg": ["cloud-provider=external"],
        }),
        permissions: "0600",
      },
      ...unitFiles(["k3s-agent.service"]),
    ],
    commands: startCommands,
  };
}

function pinned({ version, amd64, arm64 }: K3sRelease): Record<string, string> {
  return { K3S_VERSION: version, K3S_SHA256_AMD64: amd64, K3S_SHA256_ARM64: arm64 };
}

function controlPlaneEnvironment(props: ControlPlaneUserDataProps): string {
  const { hostname, place, apiAddress, bucket, kubernetesVersion } = props;
  return environmentFile({
    K3S_ROLE: "server",
    ...pinned(k3sRelease(kubernetesVersion)),
    NODE_NAME: hostname,
    PLACE: String(place),
    API_ADDRESS: apiAddress,
    BUCKET_URL: `${objectStorageEndpoint(bucket.location)}/${bucket.name}`,
    BUCKET_LOCATION: bucket.location,
  });
}

/** What comes once, by user data, and never through the bucket. */
function secretFiles({ secrets, networkName }: ControlPlaneUserDataProps): ServerFile[] {
  const { objectStorageAccessKey: accessKey, objectStorageSecretKey: secretKey } = secrets;
  const files: Readonly<Record<string, string>> = {
    "/etc/hera/token": secrets.token,
    "/etc/hera/agent-token": secrets.agentToken,
    "/etc/hera/server-ca.crt": secrets.serverCaCertificate,
    "/etc/hera/server-ca.key": secrets.serverCaKey,
    "/etc/hera/service.key": secrets.serviceAccountKey,
    "/etc/hera/object-storage.curl": `user = "${accessKey}:${secretKey}"\n`,
    "/etc/rancher/k3s/config.yaml.d/30-object-storage.yaml": yaml({
      "etcd-s3-access-key": accessKey,
      "etcd-s3-secret-key": secretKey,
    }),
    "/var/lib/rancher/k3s/server/manifests/hera-hcloud-token.yaml": yaml({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "hcloud", namespace: "kube-system" },
      stringData: { token: secrets.hcloudToken, network: networkName },
    }),
  };
  return Object.entries(files).map(([path, content]) => ({ path, content, permissions: "0600" }));
}

/** Each server has five minutes of its own in every half hour, so that no two restart k3s at once. */
function syncTimer(place: number): string {
  return [
    "[Unit]",
    "Description=The configuration of the cluster's bucket, twice an hour",
    "",
    "[Timer]",
    `OnCalendar=*:${5 * place}/30`,
    "",
    "[Install]",
    "WantedBy=timers.target",
    "",
  ].join("\n");
}
