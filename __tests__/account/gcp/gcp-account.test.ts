import { gcpBootstrap } from "../../state-backend/gcp/gcp-bootstrap";

test("the provider works in the state's project and region, and labels what it makes", () => {
  expect(gcpBootstrap().provider("google")).toEqual([
    {
      project: "acme-state-1",
      region: "europe-west4",
      default_labels: {
        project: "acme",
        environment: "bootstrap",
        owner: "platform",
        "managed-by": "hera",
      },
    },
  ]);
  expect(gcpBootstrap().providers).toEqual(["google"]);
});
