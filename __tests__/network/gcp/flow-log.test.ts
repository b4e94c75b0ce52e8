import { reference } from "../../jsonencoded";
import { networkStack } from "./gcp-network-stack";

const dev = networkStack({ flowLogs: { retentionDays: 7 } });
const off = networkStack({ flowLogs: "off" });
const filter =
  '(log_id("compute.googleapis.com/vpc_flows") OR log_id("compute.googleapis.com/firewall")) AND resource.labels.subnetwork_name="acme-dev-nodes"';

test("every connection of the nodes is logged", () => {
  expect(dev.resource("google_compute_subnetwork.network_subnetworks_nodes").log_config).toEqual({
    aggregation_interval: "INTERVAL_10_MIN",
    flow_sampling: 1,
    metadata: "INCLUDE_ALL_METADATA",
  });
});

test("the entries are kept in a bucket of their own for as long as wanted, and nowhere else", () => {
  expect(dev.only("google_logging_project_bucket_config")).toMatchObject({
    project: "acme-platform-123456",
    location: "europe-west3",
    retention_days: 7,
  });
  expect(dev.only("google_logging_project_sink")).toMatchObject({
    name: "acme-dev-flow-logs",
    destination: `logging.googleapis.com/${reference("google_logging_project_bucket_config.network_flow-log_log_bucket.id")}`,
    filter,
    unique_writer_identity: true,
  });
  expect(dev.only("google_logging_project_exclusion")).toMatchObject({
    name: "acme-dev-flow-logs",
    filter,
  });
});

test("a network that is made again gets another bucket, because Google keeps the name of the former for a week", () => {
  expect(dev.only("google_logging_project_bucket_config").bucket_id).toBe(
    `acme-dev-flow-logs-${reference("google_compute_network.network_vpc.network_id")}`,
  );
});

test("nothing is logged before there is a bucket to keep it", () => {
  for (const address of [
    "google_compute_subnetwork.network_subnetworks_nodes",
    "google_compute_firewall.network_firewall_refuse-rest",
  ]) {
    expect(dev.resource(address).depends_on).toEqual([
      "google_logging_project_sink.network_flow-log_log_sink",
      "google_logging_project_exclusion.network_flow-log_log_exclusion",
    ]);
  }
});

test("when it is off nothing is taken, and nothing kept", () => {
  expect(off.resource("google_compute_subnetwork.network_subnetworks_nodes").log_config).toMatchObject({
    flow_sampling: 0,
  });
  expect(off.addresses.filter((address) => address.startsWith("google_logging"))).toEqual([]);
});
