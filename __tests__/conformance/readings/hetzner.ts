import { z } from "zod";
import type { CapacityType } from "../../../constructs/contract/node-pool";
import { hetznerAccountInput } from "../../hetzner-examples";
import type { Arguments, SynthesizedStack } from "../../synthesized";
import { awsBucketsInReach } from "./aws-buckets";
import type { CloudReading } from "./reading";

const labelsSchema = z.record(z.string(), z.string());
const capacitySchema = z.enum(["on-demand", "spot"]);
const publicNetSchema = z.array(z.object({ ipv4_enabled: z.boolean(), ipv6_enabled: z.boolean() }));
const lifecycleRulesSchema = z.array(
  z.object({ id: z.string(), enabled: z.boolean(), expiration: z.object({ days: z.number() }).optional() }),
);
const protectedSchema = z.object({
  delete_protection: z.boolean(),
  lifecycle: z.object({ prevent_destroy: z.boolean() }),
});

/** How an environment on Hetzner is read. */
export const hetznerReading: CloudReading = {
  account: { ...hetznerAccountInput, workloadsOn: "aws" },
  // Object Storage speaks S3; what nodes are made from is kept by Terraform itself.
  providers: ["aws", "hcloud"],

  hasPublicEndpoint: (stack) =>
    stack.only("hcloud_load_balancer_network").enable_public_interface !== false ||
    Object.values(stack.resources("hcloud_firewall")).some(({ rule }) =>
      JSON.stringify(rule ?? []).includes('"6443"'),
    ),
  // Hetzner has no keys: k3s makes one, and a script on its servers makes another when it is told to.
  encryptsSecretsWithOwnKey: (stack) =>
    serverConfiguration(stack).includes("secrets-encryption: true") &&
    serverConfiguration(stack).includes("secrets-encryption-provider: secretbox") &&
    controlPlane(stack).every(({ user_data }) =>
      String(user_data).includes("k3s secrets-encrypt rotate-keys"),
    ),
  controlPlaneLogs: (stack) => {
    const days = retentionDays(stack, "cluster_bucket_bucket", "logs");
    return days === undefined
      ? undefined
      : {
          isComplete:
            configuration(stack, "etc/hera/ship-logs") !== "" &&
            serverConfiguration(stack).includes("audit-policy-file="),
          retentionDays: days,
        };
  },
  flowLogs: (stack) => ({
    isComplete: natHosts(stack).every(({ user_data }) => String(user_data).includes("ship-flow-log")),
    retentionDays: retentionDays(stack, "network_flow-log_bucket", "retention"),
  }),
  publicNodeAddresses: (stack) =>
    Object.entries(nodes(stack))
      .filter(([, { public_net }]) =>
        publicNetSchema.parse(public_net).some((one) => one.ipv4_enabled || one.ipv6_enabled),
      )
      .map(([name]) => name),
  // Hetzner encrypts no server's disk; what is secret on one, k3s encrypts itself.
  unencryptedDisks: (stack) => Object.keys(nodes(stack)),
  // Part of k3s, unless it is told otherwise.
  enforcesNetworkPolicies: (stack) => !serverConfiguration(stack).includes("disable-network-policy"),
  hasWorkloadIdentity: (stack) => {
    const issuer = String(stack.outputs.oidcIssuerUrl);
    const { content } = stack.resource("aws_s3_object.cluster_issuer_discovery");
    return (
      serverConfiguration(stack).includes(`service-account-issuer=${issuer}`) &&
      z.object({ issuer: z.string() }).parse(JSON.parse(String(content))).issuer === issuer
    );
  },
  hasStaticCredentials: (stack) => Object.keys(stack.resources("hcloud_ssh_key")).length > 0,
  // Workloads' buckets are on AWS.
  bucketsInReach: awsBucketsInReach,

  natGateways: (stack) => natHosts(stack).length,
  // A pair, of which either carries all.
  natGatewaysOfThreeZones: 2,
  zones: (stack) => [
    ...new Set([
      ...Object.values(workers(stack)).map(({ location }) => String(location)),
      ...z
        .array(z.string())
        .parse(
          Object.values(z.record(z.string(), z.array(z.string())).parse(stack.outputs.nodePoolNames)).flat(),
        )
        .map((group) => group.slice(group.lastIndexOf("-") + 1)),
    ]),
  ],
  hasPrivateServiceAccess: (stack) => serverConfiguration(stack).includes("embedded-registry: true"),
  isProtected: (stack) =>
    controlPlane(stack).every((server) => {
      const { delete_protection, lifecycle } = protectedSchema.parse(server);
      return delete_protection && lifecycle.prevent_destroy;
    }),
  capacityTypes: (stack) => {
    const types: Record<string, CapacityType[]> = {};
    for (const { labels } of Object.values(workers(stack))) {
      const { "hera-pool": pool = "", "hera-capacity": capacity } = labelsSchema.parse(labels);
      types[pool] = [capacitySchema.parse(capacity)];
    }
    return types;
  },

  isNode: (address) => address.startsWith("hcloud_server.cluster_pool-"),
  changedInPlace: {
    aws_route53_zone: ["force_destroy"],
    aws_s3_bucket: ["force_destroy"],
    aws_s3_object: ["content"],
    // https://docs.hetzner.cloud/reference/cloud#server-actions-change-server-protection
    hcloud_server: ["delete_protection", "rebuild_protection"],
    hcloud_load_balancer: ["delete_protection"],
  },
};

function retentionDays(stack: SynthesizedStack, bucket: string, id: string): number | undefined {
  const rules = lifecycleRulesSchema.parse(stack.resource(`aws_s3_bucket.${bucket}`).lifecycle_rule);
  return rules.find((rule) => rule.id === id && rule.enabled)?.expiration?.days;
}

/** A file of the control plane's servers, by its path; nothing where they don't get it. */
function configuration(stack: SynthesizedStack, path: string): string {
  const object = Object.values(stack.resources("aws_s3_object")).find(({ key }) => key === `config/${path}`);
  return object === undefined ? "" : String(object.content);
}

function serverConfiguration(stack: SynthesizedStack): string {
  return configuration(stack, "etc/rancher/k3s/config.yaml.d/10-cluster.yaml");
}

function servers(stack: SynthesizedStack, name: RegExp): Readonly<Record<string, Arguments>> {
  return Object.fromEntries(
    Object.entries(stack.resources("hcloud_server")).filter(([key]) => name.test(key)),
  );
}

function controlPlane(stack: SynthesizedStack): readonly Arguments[] {
  return Object.values(servers(stack, /^cluster_control-plane_/));
}

function workers(stack: SynthesizedStack): Readonly<Record<string, Arguments>> {
  return servers(stack, /^cluster_pool-/);
}

function nodes(stack: SynthesizedStack): Readonly<Record<string, Arguments>> {
  return servers(stack, /^cluster_/);
}

function natHosts(stack: SynthesizedStack): readonly Arguments[] {
  return Object.values(servers(stack, /^network_nat_/));
}
