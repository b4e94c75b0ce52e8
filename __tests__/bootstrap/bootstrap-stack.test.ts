import path from "node:path";
import { exampleEnvironment, exampleProject } from "../examples";
import { stackOf, synthesize } from "../synthesized";

const app = synthesize(exampleProject(), [exampleEnvironment("dev")]);
const bootstrap = stackOf(app, "bootstrap");

test("its own state is local, in bootstrap/state/, which a clean synth leaves alone", () => {
  expect(bootstrap.backend.type).toBe("local");
  const { path: state } = bootstrap.backend.settings;
  // Terraform reads it from the stack's folder.
  expect(path.posix.join("/project/cdktf.out/stacks/bootstrap", String(state))).toBe(
    "/project/bootstrap/state/terraform.tfstate",
  );
  expect(path.isAbsolute(String(state))).toBe(false);
});

test("it exports what the environments' backends name", () => {
  expect(bootstrap.outputs).toEqual({
    bucket: "acme-tfstate-111122223333-eu-west-1",
    environmentBuckets: {},
    location: "eu-west-1",
    lockTable: "",
    environmentLockTables: {},
    encryptionKeyId: "",
    accessLogBucket: "",
    replicaBuckets: {},
    planRoles: {},
    applyRoles: {},
  });
});

test("it is the same however many environments there are", () => {
  expect(stackOf(synthesize(exampleProject(), []), "bootstrap").existing).toEqual(bootstrap.existing);
});

test("it needs no provider but the store's", () => {
  expect(bootstrap.providers).toEqual(["aws"]);
});
