import { stringify } from "yaml";
import type { ServerFile } from "../../account/hetzner/cloud-init";
import { script } from "../../account/hetzner/script";

const folder = "constructs/kubernetes-cluster/hetzner-k3s";

/** Where the scripts stand on a server. */
export const scriptFolder = "/opt/hera";

/** Programs of a server, by their names. */
export function scriptFiles(names: readonly string[]): ServerFile[] {
  return names.map((name) => ({
    path: `${scriptFolder}/${name}`,
    content: script(`${folder}/scripts/${name}`),
    permissions: "0755",
  }));
}

/** Units of systemd, by their names. */
export function unitFiles(names: readonly string[]): ServerFile[] {
  return names.map((name) => ({
    path: `/etc/systemd/system/${name}`,
    content: script(`${folder}/files/${name}`),
  }));
}

/** A file of `KEY=value` lines, as shells and systemd read it. */
export function environmentFile(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** A YAML document. */
export function yaml(document: unknown): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}

/**
 * The only interface of a server without a public one: systemd's network daemon takes the first file that fits, so it
 * comes before the image's own, and stays when cloud-init writes that anew. Hetzner's DHCP gives no default route
 * (https://docs.hetzner.com/cloud/networks/faq), and its resolvers are reached through the NAT. It does give the network's
 * MTU of 1450, which the daemon ignores unless told; flannel takes its own from it.
 */
function networkFile(gateway: string): string {
  return [
    "[Match]",
    "Name=en* eth*",
    "",
    "[Network]",
    "DHCP=ipv4",
    "DNS=185.12.64.1 185.12.64.2",
    "",
    "[DHCPv4]",
    "UseMTU=yes",
    "",
    "[Route]",
    "Destination=0.0.0.0/0",
    `Gateway=${gateway}`,
    "GatewayOnLink=yes",
    "",
  ].join("\n");
}

/** What the kubelet refuses to start without. https://docs.k3s.io/security/hardening-guide#set-kernel-parameters */
const sysctls = [
  "vm.panic_on_oom=0",
  "vm.overcommit_memory=1",
  "kernel.panic=10",
  "kernel.panic_on_oops=1",
  "",
].join("\n");

/** Every registry is asked of the other nodes first, where the control plane has k3s' embedded mirror on. */
const registries = yaml({ mirrors: { "*": {} } });

/**
 * The kubelet's settings beyond k3s' own: https://docs.k3s.io/advanced#configuration-of-kubelet
 *
 * @param reservedDiskGib What pods don't get of the disk, beside a GiB for the system.
 */
export function kubeletConfiguration(reservedDiskGib: number): string {
  return yaml({
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    shutdownGracePeriod: "60s",
    shutdownGracePeriodCriticalPods: "15s",
    streamingConnectionIdleTimeout: "5m",
    podPidsLimit: 4096,
    readOnlyPort: 0,
    systemReserved: { cpu: "100m", memory: "300Mi", "ephemeral-storage": `${1 + reservedDiskGib}Gi` },
    evictionHard: { "memory.available": "100Mi", "nodefs.available": "10%", "imagefs.available": "10%" },
  });
}

/** The kubelet's folder of settings. */
export const kubeletFile = "/var/lib/rancher/k3s/agent/etc/kubelet.conf.d/90-hera.conf";

/** What each node has before it starts, whatever it is. */
export function commonFiles(gateway: string, reservedDiskGib: number): ServerFile[] {
  return [
    { path: "/etc/systemd/network/05-hera.network", content: networkFile(gateway) },
    { path: "/etc/sysctl.d/90-hera.conf", content: sysctls },
    { path: "/etc/hera/metadata.nft", content: script(`${folder}/files/metadata.nft`) },
    { path: "/etc/rancher/k3s/registries.yaml", content: registries, permissions: "0600" },
    { path: kubeletFile, content: kubeletConfiguration(reservedDiskGib), permissions: "0600" },
    ...scriptFiles(["start-node.sh", "install-k3s.sh"]),
    ...unitFiles(["hera-node.service"]),
  ];
}

/** What starts a node at the end of its first boot; it then tries until it succeeds. */
export const startCommands: readonly string[] = [
  "systemctl restart systemd-networkd.service",
  "systemctl daemon-reload",
  "systemctl enable --now --no-block hera-node.service",
];
