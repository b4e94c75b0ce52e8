import { cloudConfig, type ServerFile } from "../../account/hetzner/cloud-init";
import { objectStorageEndpoint } from "../../account/hetzner/hetzner-locations";
import { script } from "../../account/hetzner/script";
import type { ObjectStorageKeys } from "../../account/hetzner/secrets";
import { apiAddress } from "./address-plan";

/** Where a NAT host puts its log of connections. */
export interface FlowLogTarget extends ObjectStorageKeys {
  readonly bucket: string;
  readonly location: string;
}

/** What lets one of two NAT hosts take over from the other. */
export interface NatPair {
  readonly networkId: string;
  readonly floatingIpId: string;
  /** The address that the network's traffic comes from, whichever of the two it goes through. */
  readonly floatingIp: string;
  /** The other's private address. */
  readonly peerAddress: string;
  readonly hcloudToken: string;
}

export interface NatUserDataProps {
  readonly hostname: string;
  /** The network's block. */
  readonly cidr: string;
  readonly privateAddress: string;
  /** Undefined where there is one NAT host. */
  readonly pair: NatPair | undefined;
  /** Undefined where the log is off. */
  readonly flowLog: FlowLogTarget | undefined;
  /** Public keys of who may open a shell. */
  readonly sshKeys: readonly string[];
}

/** User data of a NAT host. Terraform keeps a hash of it only. */
export function natUserData(props: NatUserDataProps): string {
  const { hostname, pair, flowLog, sshKeys } = props;
  const units = [
    "hera-nat.service",
    ...(pair === undefined ? [] : ["hera-nat-failover.timer"]),
    ...(flowLog === undefined ? [] : ["hera-flow-log.timer"]),
  ];
  return cloudConfig({
    hostname,
    sshKeys,
    files: [
      settings(props),
      { path: "/etc/sysctl.d/90-hera-nat.conf", content: "net.ipv4.ip_forward = 1\n" },
      program("nat.sh"),
      unit("hera-nat.service"),
      ...(pair === undefined ? [] : pairFiles(pair)),
      ...(flowLog === undefined ? [] : flowLogFiles(flowLog)),
    ],
    commands: [
      "sysctl --system",
      "apt-get -o DPkg::Lock::Timeout=300 update",
      "apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends nftables jq",
      "systemctl daemon-reload",
      ...(flowLog === undefined ? [] : ["systemctl try-restart rsyslog.service"]),
      `systemctl enable --now ${units.join(" ")}`,
    ],
  });
}

function settings({ hostname, cidr, privateAddress, pair, flowLog }: NatUserDataProps): ServerFile {
  const values = {
    NODE_NAME: hostname,
    PRIVATE_NETWORK: cidr,
    PRIVATE_ADDRESS: privateAddress,
    API_ADDRESS: apiAddress(cidr),
    NAT_ADDRESS: pair?.floatingIp ?? "",
    FLOW_LOG: flowLog === undefined ? "off" : "on",
    ...(pair === undefined
      ? {}
      : {
          NETWORK_ID: pair.networkId,
          FLOATING_IP_ID: pair.floatingIpId,
          PEER_ADDRESS: pair.peerAddress,
        }),
    ...(flowLog === undefined
      ? {}
      : {
          FLOW_LOG_REGION: flowLog.location,
          FLOW_LOG_URL: `${objectStorageEndpoint(flowLog.location)}/${flowLog.bucket}`,
        }),
  };
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  return { path: "/etc/hera/node.env", content: lines.join("") };
}

function pairFiles({ hcloudToken }: NatPair): ServerFile[] {
  return [
    secret("hcloud-api", `oauth2-bearer = ${hcloudToken}\n`),
    program("nat-failover.sh"),
    unit("hera-nat-failover.service"),
    unit("hera-nat-failover.timer"),
  ];
}

function flowLogFiles({ accessKey, secretKey }: FlowLogTarget): ServerFile[] {
  return [
    secret("object-storage", `user = ${accessKey}:${secretKey}\n`),
    // The journal has them, within bounds; a text file of them would fill the disk.
    { path: "/etc/rsyslog.d/10-hera-flow-log.conf", content: ':msg, contains, "hera-flow: " stop\n' },
    program("ship-flow-log.sh"),
    unit("hera-flow-log.service"),
    unit("hera-flow-log.timer"),
  ];
}

/** Options of curl, so that they stand in no process list; without quotes, which cdktf would not escape beside a token. */
function secret(name: string, content: string): ServerFile {
  return { path: `/etc/hera/${name}`, content, permissions: "0600" };
}

function program(name: string): ServerFile {
  return { path: `/usr/local/lib/hera/${name}`, content: source(name), permissions: "0755" };
}

function unit(name: string): ServerFile {
  return { path: `/etc/systemd/system/${name}`, content: source(name) };
}

function source(name: string): string {
  return script(`constructs/network/hetzner/scripts/${name}`);
}
