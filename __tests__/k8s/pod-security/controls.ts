// The controls of the Pod Security Standards, by their names there.
// https://kubernetes.io/docs/concepts/security/pod-security-standards/
import { isFields } from "../../../scripts/render/manifest";
import { inherited, ofBoth, ofContainers, ofPod, only, type Rule, unsetOr } from "./fields";

/** The version of the standards that is written down here. */
export const standardsVersion = "v1.35";

/** A control of a profile. */
export interface Control {
  readonly name: string;
  readonly rules: readonly Rule[];
}

const capabilities: readonly string[] = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

const sysctls: readonly string[] = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

/** Where a container says that the kubelet shall call a host. */
const hosts = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"]
  .flatMap((caller) => [`${caller}.httpGet.host`, `${caller}.tcpSocket.host`])
  .map((field) => ofContainers(field, unsetOr("")));

/** AppArmor's profiles as pods had them before they had a field for them. */
const appArmorAnnotations: Rule = ({ annotations }) =>
  Object.entries(annotations)
    .filter(([key]) => key.startsWith("container.apparmor.security.beta.kubernetes.io/"))
    .filter(([, profile]) => !/^(runtime\/default|localhost\/.*)?$/.test(profile))
    .map(([key, profile]) => `the annotation ${key} is ${JSON.stringify(profile)}`);

/**
 * The controls of the profile `baseline`. What the standards let pods of Windows and pods with users of their own do
 * beyond them isn't written down: the platform has neither.
 */
export const baseline: readonly Control[] = [
  {
    name: "HostProcess",
    rules: [ofBoth("securityContext.windowsOptions.hostProcess", unsetOr(false))],
  },
  {
    name: "Host Namespaces",
    rules: ["hostNetwork", "hostPID", "hostIPC"].map((field) => ofPod(field, unsetOr(false))),
  },
  { name: "Privileged Containers", rules: [ofContainers("securityContext.privileged", unsetOr(false))] },
  {
    name: "Capabilities",
    rules: [ofContainers("securityContext.capabilities.add[]", only(...capabilities))],
  },
  { name: "HostPath Volumes", rules: [ofPod("volumes[].hostPath", unsetOr())] },
  { name: "Host Ports", rules: [ofContainers("ports[].hostPort", unsetOr(0))] },
  { name: "Host Probes / Lifecycle Hooks", rules: hosts },
  {
    name: "AppArmor",
    rules: [
      ofBoth("securityContext.appArmorProfile.type", unsetOr("RuntimeDefault", "Localhost")),
      appArmorAnnotations,
    ],
  },
  {
    name: "SELinux",
    rules: [
      ofBoth(
        "securityContext.seLinuxOptions.type",
        unsetOr("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"),
      ),
      ofBoth("securityContext.seLinuxOptions.user", unsetOr("")),
      ofBoth("securityContext.seLinuxOptions.role", unsetOr("")),
    ],
  },
  { name: "/proc Mount Type", rules: [ofContainers("securityContext.procMount", unsetOr("Default"))] },
  {
    name: "Seccomp",
    rules: [ofBoth("securityContext.seccompProfile.type", unsetOr("RuntimeDefault", "Localhost"))],
  },
  { name: "Sysctls", rules: [ofPod("securityContext.sysctls[].name", only(...sysctls))] },
];

const volumeTypes: readonly string[] = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** What the profile `restricted` has beyond `baseline`. */
export const restricted: readonly Control[] = [
  {
    name: "Volume Types",
    rules: [
      ofPod("volumes[]", (volume) => isFields(volume) && volumeTypes.some((type) => isFields(volume[type]))),
    ],
  },
  {
    name: "Privilege Escalation",
    rules: [ofContainers("securityContext.allowPrivilegeEscalation", only(false))],
  },
  {
    name: "Running as Non-root",
    rules: [
      ofPod("securityContext.runAsNonRoot", unsetOr(true)),
      inherited("securityContext.runAsNonRoot", only(true)),
    ],
  },
  {
    name: "Running as Non-root user",
    rules: [ofBoth("securityContext.runAsUser", (user) => user !== 0)],
  },
  {
    name: "Seccomp",
    rules: [inherited("securityContext.seccompProfile.type", only("RuntimeDefault", "Localhost"))],
  },
  {
    name: "Capabilities",
    rules: [
      ofContainers(
        "securityContext.capabilities.drop",
        (dropped) => Array.isArray(dropped) && dropped.includes("ALL"),
      ),
      ofContainers("securityContext.capabilities.add[]", only("NET_BIND_SERVICE")),
    ],
  },
];
