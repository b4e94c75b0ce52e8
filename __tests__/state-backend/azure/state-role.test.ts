import { bootstrapWith } from "./azure-place";

const reader = "aaaaaaaa-0000-4000-8000-000000000001";
const writer = "bbbbbbbb-0000-4000-8000-000000000001";
const job = {
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:acme/infrastructure:environment:dev",
};
const access = { dev: { plan: [reader], apply: [writer, job] }, prod: { plan: [reader], apply: [] } };
const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const bootstrap = bootstrapWith({ access });
const named = (type: string, name: string) => bootstrap.resource(`azurerm_${type}.state-backend_${name}`);

test("to plan is to read, to apply is to write, too; nobody deletes, or manages anything", () => {
  const permissions = (role: string) => named("role_definition", `${role}-dev_definition`).permissions;
  expect(permissions("plan")).toEqual([{ data_actions: [`${blobs}/read`] }]);
  expect(permissions("apply")).toEqual([{ data_actions: [`${blobs}/read`, `${blobs}/write`] }]);
});

test("a role is granted beside the account, where its lock lets it be taken back", () => {
  expect(named("role_assignment", `plan-dev_assignment-${reader}`)).toMatchObject({
    principal_id: reader,
    scope: `\${azurerm_resource_group.state-backend_group.id}`,
    role_definition_id: `\${azurerm_role_definition.state-backend_plan-dev_definition.role_definition_resource_id}`,
    condition_version: "2.0",
  });
});

test("in the one container a role reaches its environment's folder alone", () => {
  const { condition } = named("role_assignment", `apply-dev_assignment-${writer}`);
  expect(condition).toBe(
    `((!(ActionMatches{'${blobs}/read'} AND NOT SubOperationMatches{'Blob.List'}) AND !(ActionMatches{'${blobs}/write'})) OR ` +
      `(@Resource[${blobs.replace("/blobs", ":name")}] StringEquals 'tfstate' AND @Resource[${blobs}:path] StringStartsWith 'dev/')) AND ` +
      `((!(ActionMatches{'${blobs}/read'} AND SubOperationMatches{'Blob.List'})) OR ` +
      `(@Resource[${blobs.replace("/blobs", ":name")}] StringEquals 'tfstate' AND @Request[${blobs}:prefix] StringStartsWith 'dev/'))`,
  );
});

test("with a container for each, a role reaches its environment's alone", () => {
  const each = bootstrapWith({ access, layout: "per-environment" });
  const { condition } = each.resource(`azurerm_role_assignment.state-backend_plan-prod_assignment-${reader}`);
  expect(condition).toContain("StringEquals 'prod-tfstate'");
  expect(condition).not.toContain("StringStartsWith");
});

test("a CI service's job signs in to an identity that trusts its subject, and no key", () => {
  expect(bootstrap.only("azurerm_federated_identity_credential")).toMatchObject({
    ...job,
    audience: ["api://AzureADTokenExchange"],
    parent_id: `\${azurerm_user_assigned_identity.state-backend_apply-dev_identity.id}`,
  });
  expect(named("role_assignment", "apply-dev_assignment")).toMatchObject({
    principal_id: `\${azurerm_user_assigned_identity.state-backend_apply-dev_identity.principal_id}`,
    principal_type: "ServicePrincipal",
  });
});

test("the client ids that Azure makes up for such jobs are told; other principals bring their own", () => {
  expect(bootstrap.outputs).toMatchObject({
    planRoles: {},
    applyRoles: { dev: `\${azurerm_user_assigned_identity.state-backend_apply-dev_identity.client_id}` },
  });
});

test("where nobody is named there is no role", () => {
  expect(bootstrapWith().addresses.filter((address) => /role|identity/.test(address))).toEqual([]);
  expect(bootstrap.resources("azurerm_role_definition")).not.toHaveProperty(
    "state-backend_apply-prod_definition",
  );
});
