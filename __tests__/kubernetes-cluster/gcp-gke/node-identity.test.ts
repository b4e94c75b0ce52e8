import { reference } from "../../jsonencoded";
import { gkeStack } from "./gke-stack";

const standard = gkeStack();
const account = "google_service_account.cluster_node-identity_account";

test("nodes act as a service account of their own", () => {
  expect(standard.resource(account)).toMatchObject({ account_id: "acme-dev-node" });
  expect(standard.outputs.nodeIdentity).toBe(reference(`${account}.email`));
});

test("a node may do a node's work and pull images, and nothing else", () => {
  const grants = Object.values(standard.resources("google_project_iam_member")).filter(
    ({ member }) => member === reference(`${account}.member`),
  );
  expect(grants.map(({ project, role }) => ({ project, role }))).toEqual([
    { project: "acme-platform", role: "roles/artifactregistry.reader" },
    { project: "acme-platform", role: "roles/container.defaultNodeServiceAccount" },
  ]);
  expect(standard.resources("google_service_account_iam_member")).toEqual({});
});

test("the id of a long prefix's account is cut to what Google takes, and stays different", () => {
  const idWith = (namePrefix: string) => String(gkeStack({ namePrefix }).resource(account).account_id);
  const [first, second] = ["platform-of-the-team-staging-1", "platform-of-the-team-staging-2"].map(idWith);
  expect(first).toMatch(/^platform-of-the-team-[0-9a-f]{8}$/);
  expect(first?.length).toBeLessThanOrEqual(30);
  expect(second).not.toBe(first);
});
