// Where the platform's add-ons keep things: closed, kept for as long as was asked, and only as removable as the
// environment is.
import { z } from "zod";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import type { PlatformInput } from "../../constructs/contract/platform";
import { type CloudName, cloudNames } from "../../constructs/contract/project";
import { dev } from "../../envs/dev";
import { fullProject, onCloud } from "../conformance/every-environment";
import { type SynthesizedStack, stackOf, synthesize } from "../synthesized";

const retentionDays = { backups: 40, logs: 20, traces: 5 };

function platformOf(changes: Partial<PlatformInput> = {}): PlatformInput {
  const { platform } = dev;
  if (platform === undefined) throw new Error("envs/dev.ts has no platform");
  return { ...platform, retentionDays, ...changes };
}

function environment(cloud: CloudName, deletionProtection: boolean): EnvironmentInput {
  return {
    ...dev,
    cloud,
    platform: platformOf(),
    kubernetesCluster: { ...dev.kubernetesCluster, deletionProtection },
  };
}

function stack(cloud: CloudName, deletionProtection = false): SynthesizedStack {
  return stackOf(onCloud(cloud, [environment(cloud, deletionProtection)]), dev.name);
}

const kept = [
  "_s3_bucket.",
  "_route53_zone.",
  "_storage_bucket.",
  "_dns_managed_zone.",
  "_storage_container.",
  "_dns_zone.",
];

/** The buckets and the zone of a platform. */
function storesOf(one: SynthesizedStack) {
  return one.addresses
    .filter((address) => address.includes(".platform_") && kept.some((type) => address.includes(type)))
    .map((address) => ({ address, store: one.resource(address) }));
}

describe.each(cloudNames)("on %s", (cloud) => {
  test("there are three buckets and a zone", () => {
    expect(storesOf(stack(cloud))).toHaveLength(4);
  });

  test("Terraform refuses to destroy them while the environment is protected, and else empties them", () => {
    for (const { store } of storesOf(stack(cloud, true))) {
      expect(store).toMatchObject({ lifecycle: { prevent_destroy: true } });
      expect(store.force_destroy ?? false).toBe(false);
    }
    for (const { address, store } of storesOf(stack(cloud, false))) {
      expect(store).toMatchObject({ lifecycle: { prevent_destroy: false } });
      // Azure removes what is in a container or a zone with it.
      expect([address, store.force_destroy]).toEqual([address, cloud === "azure" ? undefined : true]);
    }
  });

  test("the add-ons' identities may write into the zone that is made with them", () => {
    const zone = {
      aws: "aws_route53_zone.platform_zone",
      azure: "azurerm_dns_zone.platform_zone_zone",
      gcp: "google_dns_managed_zone.platform_zone_zone",
      hetzner: "aws_route53_zone.platform_zone",
    }[cloud];
    const grants = {
      aws: "aws_iam_role_policy",
      azure: "azurerm_role_assignment",
      gcp: "google_dns_managed_zone_iam_member",
      hetzner: "aws_iam_role_policy",
    }[cloud];
    const one = stack(cloud);
    for (const name of ["cert-manager", "external-dns"]) {
      const found = Object.entries(one.resources(grants)).filter(([id]) => id.includes(`-${name}_`));
      expect(found.some(([, grant]) => JSON.stringify(grant).includes(`${zone}.`))).toBe(true);
    }
  });
});

const lifecycleSchema = z.object({
  rule: z.array(
    z.object({
      filter: z.array(z.object({ prefix: z.string() })),
      expiration: z.array(z.object({ days: z.number() })).optional(),
      noncurrent_version_expiration: z.array(z.object({ noncurrent_days: z.number() })).optional(),
    }),
  ),
});

test("buckets of S3 remove what is old, of backups those of data services alone, and keep deleted ones for a week", () => {
  const one = stack("aws");
  const rules = (purpose: string) =>
    lifecycleSchema.parse(one.resource(`aws_s3_bucket_lifecycle_configuration.platform_${purpose}_lifecycle`))
      .rule;
  expect(rules("logs").map(({ expiration }) => expiration)).toEqual([[{ days: 21 }]]);
  expect(rules("traces").map(({ expiration }) => expiration)).toEqual([[{ days: 6 }]]);
  expect(rules("backups")).toEqual([
    { filter: [{ prefix: "applications/" }], expiration: [{ days: 40 }] },
    { filter: [{ prefix: "" }], noncurrent_version_expiration: [{ noncurrent_days: 7 }] },
  ]);
  expect(Object.keys(one.resources("aws_s3_bucket_versioning"))).toEqual(["platform_backups_versioning"]);
});

test("buckets of S3 are encrypted, closed to the public, and answer over TLS alone", () => {
  const one = stack("aws");
  for (const name of ["backups", "logs", "traces"].map((purpose) => `platform_${purpose}_store`)) {
    expect(
      one.resource(`aws_s3_bucket_server_side_encryption_configuration.${name}_encryption`),
    ).toBeDefined();
    expect(one.resource(`aws_s3_bucket_public_access_block.${name}_public-access-block`)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(JSON.stringify(one.resource(`aws_s3_bucket_policy.${name}_policy`))).toContain(
      "aws:SecureTransport",
    );
  }
});

test("buckets of Google's are closed to the public, remove what is old, and keep deleted backups for a week", () => {
  const one = stack("gcp");
  const of = (purpose: string) => one.resource(`google_storage_bucket.platform_${purpose}_bucket`);
  for (const purpose of ["backups", "logs", "traces"]) {
    expect(of(purpose)).toMatchObject({
      public_access_prevention: "enforced",
      uniform_bucket_level_access: true,
    });
  }
  expect(of("logs").lifecycle_rule).toContainEqual({ action: { type: "Delete" }, condition: { age: 21 } });
  expect(of("backups").lifecycle_rule).toContainEqual({
    action: { type: "Delete" },
    condition: { age: 40, matches_prefix: ["applications/"] },
  });
  expect(of("backups").soft_delete_policy).toEqual({ retention_duration_seconds: 604800 });
});

test("containers on Azure are in the environment's own account, whose policy removes what is old", () => {
  const one = stack("azure");
  const rules = z
    .object({ rule: z.array(z.object({ name: z.string(), filters: z.unknown(), actions: z.unknown() })) })
    .parse(one.only("azurerm_storage_management_policy")).rule;
  const age = (days: number) => ({ base_blob: { delete_after_days_since_modification_greater_than: days } });
  const filters = (prefix: string) => ({ blob_types: ["blockBlob"], prefix_match: [prefix] });
  expect(rules).toEqual([
    { name: "backups", filters: filters("backups/applications/"), actions: age(40) },
    { name: "logs", filters: filters("logs/"), actions: age(21) },
    { name: "traces", filters: filters("traces/"), actions: age(6) },
  ]);
  expect(Object.keys(one.resources("azurerm_storage_account"))).toContain("cluster_stores_objects");
});

test("a platform in a zone that exists makes none, and writes into the account's", () => {
  const aws = fullProject.clouds.aws;
  if (aws === undefined) throw new Error("the project has no account on AWS");
  const project = {
    ...fullProject,
    clouds: { ...fullProject.clouds, aws: { ...aws, dnsZoneIds: ["Z1EXAMPLE"] } },
  };
  const one = stackOf(
    synthesize(project, [{ ...dev, platform: platformOf({ dnsZone: "existing" }) }]),
    dev.name,
  );
  expect(one.resources("aws_route53_zone")).toEqual({});
  const { dnsNameServers, clusterSecretAnnotations: annotations } = one.outputs;
  expect(dnsNameServers).toEqual([]);
  expect(Object(annotations)["hera/external-dns-values"]).toContain('"zone-id-filter":["Z1EXAMPLE"]');
  expect(Object(annotations)["hera/cert-manager-config"]).toContain('"hostedZoneID":"Z1EXAMPLE"');
});

test("the internet reaches the ingress on Azure on two ports, and only with one", () => {
  expect(stack("azure").resource("azurerm_network_security_rule.platform_ingress")).toMatchObject({
    access: "Allow",
    protocol: "Tcp",
    destination_port_ranges: ["80", "443"],
    source_address_prefix: "Internet",
  });
});
