import { stackOf } from "../../synthesized";
import { gcpApp } from "./gcp-bootstrap";

test("each environment has a folder of its own in the one bucket, and no argument that Terraform refuses", () => {
  const app = gcpApp();
  expect(stackOf(app, "dev").backend).toEqual({
    type: "gcs",
    settings: { bucket: "acme-tfstate-acme-state-1", prefix: "dev/dev" },
  });
  expect(stackOf(app, "prod").backend.settings.prefix).toBe("prod/prod");
});

test("or a bucket of its own", () => {
  const app = gcpApp({ layout: "per-environment" });
  expect(stackOf(app, "dev").backend.settings).toEqual({
    bucket: "dev-tfstate-acme-state-1",
    prefix: "dev/dev",
  });
  expect(stackOf(app, "bootstrap").outputs.environmentBuckets).toEqual({
    dev: "dev-tfstate-acme-state-1",
    prod: "prod-tfstate-acme-state-1",
  });
});

test("bootstrap's own state has a place there, too", () => {
  const app = gcpApp({ bootstrapState: "backend" });
  expect(stackOf(app, "bootstrap").backend).toEqual({
    type: "gcs",
    settings: { bucket: "acme-tfstate-acme-state-1", prefix: "bootstrap/bootstrap" },
  });
});
