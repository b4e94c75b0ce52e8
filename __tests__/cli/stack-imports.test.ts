import { awsImportRules } from "../../cli/bootstrap-recovery/aws-import-rules";
import { azurermImportRules, googleImportRules } from "../../cli/bootstrap-recovery/further-import-rules";
import { importLines } from "../../cli/bootstrap-recovery/import-file";
import { stackImports } from "../../cli/bootstrap-recovery/stack-imports";

/** A reference as cdktf writes it. */
const ref = (to: string) => `\${${to}}`;

const rules = { ...awsImportRules, ...azurermImportRules, ...googleImportRules };
const facts = { account: "111122223333" };

function importsOf(resource: Readonly<Record<string, unknown>>) {
  const { imports, unknown } = stackImports(JSON.stringify({ resource }), rules, facts);
  return { ids: Object.fromEntries(imports.map(({ to, id }) => [to, id])), imports, unknown };
}

test("references are followed to the name that they end at", () => {
  const { ids, unknown } = importsOf({
    aws_s3_bucket: { store: { bucket: "acme-tfstate" } },
    aws_s3_bucket_versioning: { versioning: { bucket: ref("aws_s3_bucket.store.id") } },
    aws_iam_role: { plan: { name: "acme-plan" } },
    aws_iam_role_policy: { state: { name: "state", role: ref("aws_iam_role.plan.name") } },
    aws_iam_role_policy_attachment: {
      own: { role: ref("aws_iam_role.plan.name"), policy_arn: ref("aws_iam_policy.own.arn") },
    },
    aws_iam_policy: { own: { name: "own" } },
    aws_iam_openid_connect_provider: { ci: { url: "https://token.actions.example" } },
  });
  expect(unknown).toEqual([]);
  expect(ids).toEqual({
    "aws_s3_bucket.store": "acme-tfstate",
    "aws_s3_bucket_versioning.versioning": "acme-tfstate",
    "aws_iam_role.plan": "acme-plan",
    "aws_iam_role_policy.state": "acme-plan:state",
    "aws_iam_role_policy_attachment.own": "acme-plan/arn:aws:iam::111122223333:policy/own",
    "aws_iam_policy.own": "arn:aws:iam::111122223333:policy/own",
    "aws_iam_openid_connect_provider.ci": "arn:aws:iam::111122223333:oidc-provider/token.actions.example",
  });
});

test("a key is looked up by its alias, with the alias' own provider", () => {
  const { imports } = importsOf({
    aws_kms_key: { key: { description: "state" } },
    aws_kms_alias: {
      alias: { name: "alias/acme", target_key_id: ref("aws_kms_key.key.key_id"), provider: "aws.replica" },
    },
  });
  expect(imports.find(({ to }) => to === "aws_kms_key.key")).toEqual({
    to: "aws_kms_key.key",
    id: ref("data.aws_kms_alias.alias.target_key_id"),
    lookup: {
      type: "aws_kms_alias",
      name: "alias",
      arguments: { name: "alias/acme", provider: "aws.replica" },
    },
  });
});

test("ids of Azure and Google Cloud are made of the scopes above", () => {
  const { ids } = importsOf({
    azurerm_resource_group: { group: { name: "acme-tfstate" } },
    azurerm_storage_account: {
      account: { name: "acmetfstate", resource_group_name: ref("azurerm_resource_group.group.name") },
    },
    azurerm_storage_container: {
      dev: { name: "dev", storage_account_id: ref("azurerm_storage_account.account.id") },
    },
    google_kms_key_ring: { ring: { name: "acme", location: "europe-west3" } },
    google_kms_crypto_key: { key: { name: "tfstate", key_ring: ref("google_kms_key_ring.ring.id") } },
  });
  const group = "/subscriptions/111122223333/resourceGroups/acme-tfstate";
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/acmetfstate`;
  expect(ids).toMatchObject({
    "azurerm_resource_group.group": group,
    "azurerm_storage_account.account": account,
    "azurerm_storage_container.dev": `${account}/blobServices/default/containers/dev`,
    "google_kms_crypto_key.key":
      "projects/111122223333/locations/europe-west3/keyRings/acme/cryptoKeys/tfstate",
  });
});

test("a binding is known by its role, and by its condition's title where it has one", () => {
  const binding = { bucket: "acme", role: "roles/storage.objectUser" };
  const { ids } = importsOf({
    google_storage_bucket_iam_binding: {
      own: binding,
      shared: { ...binding, condition: { title: "dev apply", expression: "true" } },
    },
  });
  expect(ids).toEqual({
    "google_storage_bucket_iam_binding.own": "acme roles/storage.objectUser ",
    "google_storage_bucket_iam_binding.shared": "acme roles/storage.objectUser dev apply",
  });
});

test("what has no rule, or no name that is known before it exists, is said", () => {
  const { ids, unknown } = importsOf({
    random_id: { one: {} },
    aws_dynamodb_table: { locks: { name: ref("random_id.one.hex") } },
    aws_kms_key: { nameless: {} },
  });
  expect(ids).toEqual({});
  expect(unknown).toEqual(["random_id.one", "aws_dynamodb_table.locks", "aws_kms_key.nameless"]);
});

test("blocks are printed as they would be written", () => {
  expect(importLines([{ to: "aws_s3_bucket.store", id: "acme" }]).join("\n")).toBe(
    'import {\n  to = aws_s3_bucket.store\n  id = "acme"\n}\n',
  );
});
