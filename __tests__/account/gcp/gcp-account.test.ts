import { useGcpAccount } from "../../../constructs/account/gcp/gcp-account";
import { HeraStack } from "../../../constructs/hera-stack";
import { gcpBootstrap } from "../../state-backend/gcp/gcp-bootstrap";
import { stackOf, synthesizeApp } from "../../synthesized";

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

test("a deploy role is the service account that Terraform acts as", () => {
  const app = synthesizeApp((scope) => {
    const stack = new HeraStack(scope, "dev");
    const deployRole = "deploy@acme-platform-123456.iam.gserviceaccount.com";
    useGcpAccount(stack, { id: "acme-platform-123456", region: "europe-west3", deployRole }, {});
  });
  expect(stackOf(app, "dev").provider("google")).toEqual([
    {
      project: "acme-platform-123456",
      region: "europe-west3",
      impersonate_service_account: "deploy@acme-platform-123456.iam.gserviceaccount.com",
      default_labels: {},
    },
  ]);
});
