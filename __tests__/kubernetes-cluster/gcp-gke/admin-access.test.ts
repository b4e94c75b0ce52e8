import { gkeStack } from "./gke-stack";

const principals = [
  "group:platform@acme.test",
  "principalSet://iam.googleapis.com/locations/global/workforcePools/acme/group/platform",
  "user:ann-lee@acme.test",
  "user:ann.lee@acme.test",
];
const grantsOf = (stack: ReturnType<typeof gkeStack>) =>
  Object.entries(stack.resources("google_project_iam_member")).filter(([name]) =>
    name.startsWith("cluster_admin_"),
  );

test("each principal administers the cluster, and no other one of the project", () => {
  const grants = grantsOf(gkeStack({ account: { adminPrincipals: principals } })).map(([, grant]) => grant);
  expect(grants).toEqual(
    principals.map((member) => ({
      project: "acme-platform",
      role: "roles/container.admin",
      member,
      condition: {
        title: "cluster acme-dev",
        expression: 'resource.name.endsWith("/locations/europe-west3/clusters/acme-dev")',
      },
      depends_on: expect.arrayContaining(["google_project_service.cluster_project-api_cloudresourcemanager"]),
    })),
  );
});

test("a zonal cluster is named by its zone, in both of Google's ways", () => {
  const [[, grant] = []] = grantsOf(gkeStack({ cluster: { controlPlaneHa: false } }));
  expect(grant?.condition).toMatchObject({
    expression:
      'resource.name.endsWith("/locations/europe-west3-a/clusters/acme-dev") || ' +
      'resource.name.endsWith("/zones/europe-west3-a/clusters/acme-dev")',
  });
});

test("a principal's grant is found by the principal", () => {
  const [[name] = []] = grantsOf(gkeStack());
  expect(name).toBe("cluster_admin_group-platform-acme_test");
});
