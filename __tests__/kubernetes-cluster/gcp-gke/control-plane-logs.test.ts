import { reference } from "../../jsonencoded";
import { clusterOf, gkeStack } from "./gke-stack";

const standard = gkeStack();
const bucket = "google_logging_project_bucket_config.cluster_control-plane_logs_bucket";

test("every component of the control plane writes a log", () => {
  expect(clusterOf(standard).logging_config).toEqual({
    enable_components: [
      "SYSTEM_COMPONENTS",
      "APISERVER",
      "SCHEDULER",
      "CONTROLLER_MANAGER",
      "KCP_SSHD",
      "KCP_CONNECTION",
    ],
  });
});

test("the logs go to a bucket with retention", () => {
  expect(standard.resource(bucket)).toMatchObject({
    project: "acme-platform",
    location: "europe-west3",
    retention_days: 90,
  });
  const year = gkeStack({ cluster: { controlPlaneLogs: { retentionDays: 365 } } });
  expect(year.resource(bucket)).toMatchObject({ retention_days: 365 });
  expect(standard.outputs.logDestination).toBe(reference(`${bucket}.id`));
});

test("the bucket's name is new with each life of the environment, for Google keeps it for a week", () => {
  expect(standard.resource(bucket).bucket_id).toBe(
    `acme-dev-control-plane-${reference("substr(terraform_data.cluster_lifetime_id.id, 0, 8)")}`,
  );
});

test("what is kept are the components' logs and the audit logs of this cluster alone", () => {
  const { filter } = standard.only("google_logging_project_sink");
  expect(filter).toBe(
    'resource.labels.cluster_name="acme-dev" AND resource.labels.location="europe-west3" AND (resource.type="k8s_control_plane_component" OR log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access"))',
  );
  const zonal = gkeStack({ cluster: { controlPlaneHa: false } });
  expect(zonal.only("google_logging_project_sink").filter).toContain(
    'resource.labels.location="europe-west3-a"',
  );
});

test("logs that are off are asked for by nobody", () => {
  const off = gkeStack({ cluster: { controlPlaneLogs: "off" } });
  expect(clusterOf(off).logging_config).toEqual({ enable_components: ["SYSTEM_COMPONENTS"] });
  expect(off.resources("google_logging_project_bucket_config")).toEqual({});
  expect(off.resources("google_logging_project_sink")).toEqual({});
  expect(off.outputs.logDestination).toBe("");
});
