import type { WorkloadPermission } from "../../../constructs/contract/workload-identity";
import { longestIdentityName } from "../../../constructs/contract/workload-identity";
import { reference } from "../../jsonencoded";
import { gkeStack } from "./gke-stack";

const stackWith = (...permissions: readonly WorkloadPermission[]) =>
  gkeStack({
    cluster: {
      workloadIdentities: [{ name: "worker", namespace: "jobs", serviceAccount: "runner", permissions }],
    },
  });
const account = "google_service_account.cluster_identity-worker_account";
const member = reference(`${account}.member`);
const lifetime = reference("substr(terraform_data.cluster_lifetime_id.id, 0, 8)");
const number = reference("data.google_project.cluster_project.number");
const grantsOf = (stack: ReturnType<typeof stackWith>) =>
  Object.values(stack.resources("google_project_iam_member"))
    .filter((grant) => grant.member === member)
    .map(({ depends_on, ...grant }) => grant);

test("the pods of one service account act as a service account of Google Cloud, without a key", () => {
  const stack = stackWith("secrets.read");
  expect(stack.resource(account)).toMatchObject({ account_id: "acme-dev-worker" });
  expect(stack.only("google_service_account_iam_member")).toEqual({
    service_account_id: reference(`${account}.name`),
    role: "roles/iam.workloadIdentityUser",
    member: "serviceAccount:acme-platform.svc.id.goog[jobs/runner]",
    // The project's workload pool exists from its first cluster on.
    depends_on: ["google_container_cluster.cluster_control-plane_cluster"],
  });
  expect(stack.outputs.workloadIdentities).toEqual({
    worker: {
      principal: reference(`${account}.email`),
      annotations: { "iam.gke.io/gcp-service-account": reference(`${account}.email`) },
      podLabels: {},
    },
  });
});

test("secrets.read reads the environment's own secrets, and changes none", () => {
  const stack = stackWith("secrets.read");
  expect(grantsOf(stack)).toEqual([
    {
      project: "acme-platform",
      role: "roles/secretmanager.secretAccessor",
      member,
      condition: {
        title: "secrets of acme-dev",
        expression: `resource.name.startsWith("projects/${number}/secrets/acme-dev-")`,
      },
    },
  ]);
  expect(stack.addresses).toContain("google_project_service.cluster_apis_secretmanager");
});

test("objectstore.readwrite uses the objects of the environment's own buckets, and not the buckets", () => {
  expect(grantsOf(stackWith("objectstore.readwrite"))).toEqual([
    {
      project: "acme-platform",
      role: "roles/storage.objectUser",
      member,
      condition: {
        title: "buckets of acme-dev",
        expression: 'resource.name.startsWith("projects/_/buckets/acme-dev-")',
      },
    },
  ]);
});

test("objectstore.readwrite of an identity that names buckets reaches these, and none that begins like them", () => {
  const stack = gkeStack({
    cluster: {
      workloadIdentities: [
        {
          name: "worker",
          namespace: "jobs",
          serviceAccount: "runner",
          permissions: ["objectstore.readwrite"],
          buckets: ["media", "reports"],
        },
      ],
    },
  });
  expect(grantsOf(stack)).toEqual(
    ["acme-dev-media", "acme-dev-reports"].map((name) => ({
      project: "acme-platform",
      role: "roles/storage.objectUser",
      member,
      condition: {
        title: `bucket ${name}`,
        expression: `resource.name == "projects/_/buckets/${name}" || resource.name.startsWith("projects/_/buckets/${name}/")`,
      },
    })),
  );
});

test("dns.write changes records in the account's zones alone; of others it sees the names", () => {
  const stack = stackWith("dns.write");
  const role = "google_project_iam_custom_role.cluster_identity-worker_may_dns-write-role";
  const { permissions, role_id } = stack.resource(role);
  expect(role_id).toBe(`acme_dev_worker_dns_write_${lifetime}`);
  expect(permissions).toEqual([
    "dns.changes.create",
    "dns.changes.get",
    "dns.changes.list",
    "dns.managedZones.get",
    "dns.resourceRecordSets.create",
    "dns.resourceRecordSets.delete",
    "dns.resourceRecordSets.get",
    "dns.resourceRecordSets.list",
    "dns.resourceRecordSets.update",
  ]);
  const zones = Object.values(stack.resources("google_dns_managed_zone_iam_member"));
  expect(zones.map(({ depends_on, ...grant }) => grant)).toEqual(
    ["acme-example", "acme-test"].map((managed_zone) => ({
      project: "acme-platform",
      managed_zone,
      role: reference(`${role}.name`),
      member,
    })),
  );
  const list = "google_project_iam_custom_role.cluster_identity-worker_may_dns-list-role";
  expect(grantsOf(stack)).toEqual([{ project: "acme-platform", role: reference(`${list}.name`), member }]);
  expect(stack.resource(list).permissions).toEqual(["dns.managedZones.list"]);
});

test("logs.read reads the entries of the control plane's bucket, and the names of others", () => {
  const stack = stackWith("logs.read");
  const role = "google_project_iam_custom_role.cluster_identity-worker_may_logs-find-role";
  const bucket = reference("google_logging_project_bucket_config.cluster_control-plane_logs_bucket.id");
  expect(stack.resource(role).permissions).toEqual([
    "logging.buckets.list",
    "logging.views.list",
    "resourcemanager.projects.get",
  ]);
  expect(grantsOf(stack)).toEqual([
    { project: "acme-platform", role: reference(`${role}.name`), member },
    {
      project: "acme-platform",
      role: "roles/logging.viewAccessor",
      member,
      condition: {
        title: "control plane of acme-dev",
        expression: `resource.name == "${bucket}/views/_AllLogs"`,
      },
    },
  ]);
});

test("volumes.snapshot takes and removes snapshots of volumes; it can't touch nodes' disks, or any disk's life", () => {
  const stack = stackWith("volumes.snapshot");
  const role = "google_project_iam_custom_role.cluster_identity-worker_may_volumes-snapshot-role";
  const permissions = stack.resource(role).permissions;
  expect(permissions).toEqual(
    expect.arrayContaining(["compute.disks.createSnapshot", "compute.snapshots.delete"]),
  );
  for (const refused of ["compute.disks.create", "compute.disks.delete", "compute.instances.attachDisk"]) {
    expect(permissions).not.toContain(refused);
  }
  expect(grantsOf(stack)).toEqual([
    {
      project: "acme-platform",
      role: reference(`${role}.name`),
      member,
      condition: {
        title: "disks of volumes",
        expression:
          'resource.type != "compute.googleapis.com/Disk" || resource.name.extract("/disks/{name}").startsWith("pvc-")',
      },
    },
  ]);
});

test("a permission that isn't asked for isn't granted, and an identity gets nothing of another's", () => {
  const stack = gkeStack({
    cluster: {
      workloadIdentities: [
        { name: "reader", namespace: "a", serviceAccount: "a", permissions: ["secrets.read"] },
        { name: "writer", namespace: "b", serviceAccount: "b", permissions: ["objectstore.readwrite"] },
      ],
    },
  });
  const rolesOf = (name: string) =>
    Object.values(stack.resources("google_project_iam_member"))
      .filter(
        (grant) =>
          grant.member === reference(`google_service_account.cluster_identity-${name}_account.member`),
      )
      .map(({ role }) => role);
  expect(rolesOf("reader")).toEqual(["roles/secretmanager.secretAccessor"]);
  expect(rolesOf("writer")).toEqual(["roles/storage.objectUser"]);
  expect(stack.resources("google_project_iam_custom_role")).toEqual({});
});

test("grants wait for the APIs that they are made with", () => {
  const stack = stackWith("dns.write");
  for (const type of ["google_project_iam_custom_role", "google_dns_managed_zone_iam_member"]) {
    for (const resource of Object.values(stack.resources(type))) {
      expect(resource.depends_on).toEqual(
        expect.arrayContaining([
          "google_project_service.cluster_apis_iam",
          "google_project_service.cluster_apis_dns",
        ]),
      );
    }
  }
});

test("the id of a role fits Google's 64 characters, whatever the names", () => {
  const stack = gkeStack({
    namePrefix: `${"p".repeat(20)}-${"e".repeat(12)}`,
    cluster: {
      workloadIdentities: [
        {
          name: "i".repeat(longestIdentityName),
          namespace: "a",
          serviceAccount: "a",
          permissions: ["volumes.snapshot"],
        },
      ],
    },
  });
  const [, beginning = ""] =
    /^(\w+)_\$\{substr/.exec(String(stack.only("google_project_iam_custom_role").role_id)) ?? [];
  expect(beginning).toMatch(/^p{20}_e{12}_i+.*_[0-9a-f]{8}$/);
  expect(`${beginning}_12345678`.length).toBeLessThanOrEqual(64);
});

test("GKE scales its pools itself, and has no such permission to give", () => {
  expect(() => stackWith("autoscaler")).toThrow("GKE scales its node pools itself.");
});
