import { exampleProject } from "../../examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const standard = stackOf(synthesize(exampleProject(), []), "bootstrap");
const withKey = stackOf(
  synthesize(exampleProject({ stateBackend: { encryption: "customer-key" } }), []),
  "bootstrap",
);

test("with AWS' own key there is none to keep", () => {
  expect(standard.resources("aws_kms_key")).toEqual({});
  expect(standard.outputs.encryptionKeyId).toBe("");
});

test("the project's key gets new material every year, and a deletion can be undone for 30 days", () => {
  expect(withKey.only("aws_kms_key")).toMatchObject({
    enable_key_rotation: true,
    deletion_window_in_days: 30,
  });
});

test("the key is found by a name that is known at synth", () => {
  expect(withKey.only("aws_kms_alias")).toMatchObject({
    name: "alias/acme-tfstate",
    target_key_id: reference("aws_kms_key.state-backend_key_key.key_id"),
  });
  expect(withKey.outputs.encryptionKeyId).toBe("arn:aws:kms:eu-west-1:111122223333:alias/acme-tfstate");
});
