// What the control plane follows: the objects of the bucket's config/.
import { createHash } from "node:crypto";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { clusterConfiguration } from "../../../constructs/kubernetes-cluster/hetzner-k3s/cluster-configuration";
import type { ClusterConfigurationProps } from "../../../constructs/kubernetes-cluster/hetzner-k3s/configuration-props";
import { configurationExample, controlPlaneExample } from "./k3s-examples";
import { fileOf, rendered } from "./sandbox-server";

/** The files of a configuration, as a server gets them. */
function filesOf(changes: Partial<ClusterConfigurationProps> = {}): Record<string, string> {
  const { objects } = clusterConfiguration({ ...configurationExample, ...changes });
  return Object.fromEntries(objects.map(({ key, content }) => [key, rendered(content)]));
}

const file = (path: string, changes: Partial<ClusterConfigurationProps> = {}): string =>
  filesOf(changes)[path] ?? "";
const settings = (changes: Partial<ClusterConfigurationProps> = {}) =>
  parse(file("etc/rancher/k3s/config.yaml.d/10-cluster.yaml", changes));
const manifest = (name: string, changes: Partial<ClusterConfigurationProps> = {}): unknown[] =>
  parseAllDocuments(file(`var/lib/rancher/k3s/server/manifests/hera-${name}.yaml`, changes)).map((one) =>
    one.toJS(),
  );

const chartSchema = z.object({
  kind: z.literal("HelmChart"),
  spec: z.object({ version: z.string(), valuesContent: z.string() }),
});
const valuesOf = (chart: unknown): unknown => parse(chartSchema.parse(chart).spec.valuesContent);

const { cluster } = configurationExample;

test("the index sums up every object, in an order that doesn't change", () => {
  const { objects, index } = clusterConfiguration(configurationExample);
  expect(index.key).toBe("index");
  const sums = objects.map(
    ({ key, content }) => `${createHash("sha256").update(rendered(content)).digest("hex")}  ${key}\n`,
  );
  expect(index.content).toBe(sums.join(""));
  expect(objects.map(({ key }) => key)).toEqual(objects.map(({ key }) => key).sort());
});

test("no object holds a secret", () => {
  const all = Object.values(filesOf()).join("\n");
  for (const secret of Object.values(controlPlaneExample.secrets)) expect(all).not.toContain(secret.trim());
  expect(all).toContain("@AGENT_TOKEN@");
});

test("the API server is reached by each of its names", () => {
  expect(settings()["tls-san"]).toEqual(["10.10.0.2", "198.51.100.7"]);
});

test("secrets are encrypted by secretbox, and pods' traffic by WireGuard", () => {
  expect(settings()).toMatchObject({
    "secrets-encryption": true,
    "secrets-encryption-provider": "secretbox",
    "flannel-backend": "wireguard-native",
    "protect-kernel-defaults": true,
    "disable-cloud-controller": true,
    "cluster-cidr": "10.244.0.0/16",
    "service-cidr": "172.20.0.0/16",
  });
});

test("snapshots of etcd go to the bucket, and a week of them stays", () => {
  expect(settings()).toMatchObject({
    "etcd-s3": true,
    "etcd-s3-endpoint": "fsn1.your-objectstorage.com",
    "etcd-s3-bucket": "acme-dev-1234567-cluster",
    "etcd-s3-bucket-lookup-type": "path",
    "etcd-s3-folder": "etcd",
    "etcd-s3-retention": 3 * 7 * 4,
    "etcd-snapshot-schedule-cron": "0 */6 * * *",
  });
  // k3s keeps so many of all servers together.
  expect(settings({ controlPlaneServers: 1 })).toMatchObject({ "etcd-s3-retention": 7 * 4 });
});

test("people sign in at the identity provider, and pods' tokens name the public issuer", () => {
  const issuer = configurationExample.serviceAccountIssuer;
  expect(settings()["kube-apiserver-arg"]).toEqual(
    expect.arrayContaining([
      "oidc-issuer-url=https://id.acme.test",
      "oidc-client-id=kubernetes",
      "oidc-username-prefix=oidc:",
      "oidc-groups-prefix=oidc:",
      `service-account-issuer=${issuer}`,
      `service-account-jwks-uri=${issuer}/openid/v1/jwks`,
      `api-audiences=${issuer},https://kubernetes.default.svc.cluster.local,k3s`,
      "admission-control-config-file=/etc/rancher/k3s/admission.yaml",
    ]),
  );
});

test("administrators are groups and users of the identity provider", () => {
  expect(manifest("administrators")).toMatchObject([
    {
      kind: "ClusterRoleBinding",
      roleRef: { name: "cluster-admin" },
      subjects: [
        { kind: "Group", name: "oidc:platform" },
        { kind: "User", name: "oidc:ada@example.com" },
      ],
    },
  ]);
});

test("the audit log says who asked for what, never what was in it, and none is kept where logs are off", () => {
  const policy = parse(file("etc/rancher/k3s/audit-policy.yaml"));
  expect(new Set(policy.rules.map(({ level }: { level: string }) => level))).toEqual(
    new Set(["None", "Metadata"]),
  );
  expect(policy.rules.at(-1)).toEqual({ level: "Metadata" });
  expect(settings()["kube-apiserver-arg"]).toContain("audit-log-path=-");
  const off = { cluster: { ...cluster, controlPlaneLogs: "off" as const } };
  expect(filesOf(off)).not.toHaveProperty(["etc/rancher/k3s/audit-policy.yaml"]);
  expect(filesOf(off)).not.toHaveProperty(["etc/hera/ship-logs"]);
  expect(settings(off)["kube-apiserver-arg"].join()).not.toContain("audit");
});

test("pods keep to the baseline where their namespace says nothing else", () => {
  expect(parse(file("etc/rancher/k3s/admission.yaml")).plugins[0].configuration).toMatchObject({
    defaults: { enforce: "baseline", warn: "restricted" },
    exemptions: { namespaces: ["kube-system", "system-upgrade"] },
  });
});

test("nodes get images from each other where the environment wants private ways", () => {
  expect(settings()["embedded-registry"]).toBe(true);
  expect(settings({ privateServiceAccess: false })["embedded-registry"]).toBe(false);
});

test("Hetzner's controllers use the network, and the one that asks the metadata service can", () => {
  const [cloudController] = manifest("cloud-controller");
  expect(cloudController).toMatchObject({ spec: { bootstrap: true, version: "1.35.0" } });
  expect(valuesOf(cloudController)).toMatchObject({
    networking: { enabled: true, clusterCIDR: "10.244.0.0/16" },
    env: {
      HCLOUD_NETWORK_ROUTES_ENABLED: { value: "false" },
      HCLOUD_LOAD_BALANCERS_LOCATION: { value: "fsn1" },
      HCLOUD_LOAD_BALANCERS_PRIVATE_SUBNET_IP_RANGE: { value: "10.10.32.0/19" },
    },
  });
  expect(valuesOf(manifest("csi")[0])).toMatchObject({
    controller: { hcloudVolumeDefaultLocation: "fsn1" },
    node: { hostNetwork: true },
  });
});

test("load balancers of Services stand where Hetzner puts them in a network without a subnet for them", () => {
  const [cloudController] = manifest("cloud-controller", { loadBalancersCidr: undefined });
  expect(valuesOf(cloudController)).not.toHaveProperty("env.HCLOUD_LOAD_BALANCERS_PRIVATE_SUBNET_IP_RANGE");
});

const autoscalerSchema = z.tuple([
  z.object({ kind: z.literal("Secret"), stringData: z.object({ "configuration.json": z.string() }) }),
  z.unknown(),
]);

test("the autoscaler adds nodes that are what the pool's others are", () => {
  const [secret, chart] = autoscalerSchema.parse(manifest("autoscaler"));
  expect(valuesOf(chart)).toMatchObject({
    image: { tag: "v1.35.2" },
    autoscalingGroups: [
      { name: "acme-dev-general-fsn1", minSize: 0, maxSize: 4, instanceType: "cx43", region: "fsn1" },
    ],
    extraEnv: { HCLOUD_NETWORK: "acme-dev", HCLOUD_PUBLIC_IPV4: "false", HCLOUD_PUBLIC_IPV6: "false" },
  });
  const configuration = JSON.parse(secret.stringData["configuration.json"]);
  expect(configuration.imagesForArch).toEqual({ amd64: "ubuntu-24.04", arm64: "ubuntu-24.04" });
  expect(configuration.defaultSubnetIPRange).toBe("10.10.128.0/17");
  const group = configuration.nodeConfigs["acme-dev-general-fsn1"];
  expect(group.taints).toEqual([{ key: "dedicated", value: "shop", effect: "NoSchedule" }]);
  expect(group.serverLabels).toEqual({ "hera-role": "worker" });
  expect(fileOf(group.cloudInit, "/etc/hera/agent-token")).toBe("@AGENT_TOKEN@");
  expect(fileOf(group.cloudInit, "/opt/hera/start-node.sh")).toContain(`root=\${HERA_ROOT:-}\n`);
  expect(fileOf(group.cloudInit, "/etc/rancher/k3s/config.yaml")).toContain("  - team=shop\n");
});

test("there is no autoscaler where there is nothing for it to do", () => {
  expect(filesOf({ autoscaledGroups: [] })).not.toHaveProperty([
    "var/lib/rancher/k3s/server/manifests/hera-autoscaler.yaml",
  ]);
});

test("upgrades take the newest patch of the minor, the control plane first", () => {
  const [server, agent] = manifest("upgrades").slice(-2);
  expect(server).toMatchObject({
    kind: "Plan",
    spec: { concurrency: 1, channel: "https://update.k3s.io/v1-release/channels/v1.35" },
  });
  expect(agent).toMatchObject({ kind: "Plan", spec: { prepare: { args: ["prepare", "k3s-server"] } } });
  expect(server).not.toHaveProperty("spec.window");
});

test.each([
  [1, 5, { days: ["sunday"], startTime: "01:00", endTime: "06:00", timeZone: "UTC" }],
  [20, 4, { days: ["sunday"], startTime: "20:00", endTime: "23:59", timeZone: "UTC" }],
  [22, 6, { days: ["monday"], startTime: "00:00", endTime: "06:00", timeZone: "Etc/GMT-2" }],
  [10, 20, { days: ["monday"], startTime: "00:00", endTime: "20:00", timeZone: "Etc/GMT-14" }],
  [9, 24, { days: ["sunday"], startTime: "00:00", endTime: "23:59", timeZone: "Etc/GMT+9" }],
])("reboots and upgrades keep to a window at %d o'clock for %d hours", (startHour, durationHours, window) => {
  const changes = {
    cluster: { ...cluster, maintenanceWindow: { day: "sunday" as const, startHour, durationHours } },
  };
  const { days: rebootDays, ...hours } = window;
  expect(valuesOf(manifest("reboots", changes)[0])).toMatchObject({
    configuration: { rebootDays, ...hours },
  });
  for (const plan of manifest("upgrades", changes).slice(-2))
    expect(plan).toMatchObject({ spec: { window } });
});
