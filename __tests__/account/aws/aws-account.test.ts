import { exampleEnvironment, exampleProject } from "../../examples";
import { stackOf, synthesize } from "../../synthesized";

const deployRole = "arn:aws:iam::444455556666:role/deploy";
const project = exampleProject({
  tags: { "cost-center": "42", team: "all" },
  aws: { environments: { prod: { account: "444455556666", deployRole } } },
});
const app = synthesize(project, [
  exampleEnvironment("dev", { tags: { team: "web" } }),
  exampleEnvironment("prod"),
]);
const [bootstrap, dev, prod] = ["bootstrap", "dev", "prod"].map((name) => stackOf(app, name).provider("aws"));

test("a stack has one provider, of the environment's region", () => {
  expect(dev).toMatchObject([{ region: "eu-west-1" }]);
  expect(prod).toMatchObject([{ region: "eu-west-1" }]);
});

test("the provider refuses every account but the environment's", () => {
  const own = { allowed_account_ids: ["111122223333"] };
  // The second is that of the second copy's Region.
  expect(bootstrap).toMatchObject([own, { ...own, alias: "replica" }]);
  expect(dev).toMatchObject([{ allowed_account_ids: ["111122223333"] }]);
  expect(prod).toMatchObject([{ allowed_account_ids: ["444455556666"] }]);
});

test("an environment with a deploy role assumes it, another deploys as whoever runs Terraform", () => {
  expect(prod).toMatchObject([{ assume_role: [{ role_arn: deployRole, session_name: "hera" }] }]);
  expect(dev?.[0]).not.toHaveProperty("assume_role");
  expect(bootstrap?.[0]).not.toHaveProperty("assume_role");
});

test("the state stays in the project's account, and is reached as whoever runs Terraform", () => {
  const { settings } = stackOf(app, "prod").backend;
  expect(settings).toMatchObject({
    bucket: "acme-tfstate-111122223333-eu-west-1",
    allowed_account_ids: ["111122223333"],
  });
  expect(settings).not.toHaveProperty("assume_role");
});

test("every resource says whose it is, and an environment's tags go before the project's", () => {
  const common = { "cost-center": "42", project: "acme", owner: "platform", "managed-by": "hera" };
  expect(dev).toMatchObject([{ default_tags: [{ tags: { ...common, environment: "dev", team: "web" } }] }]);
  expect(prod).toMatchObject([{ default_tags: [{ tags: { ...common, environment: "prod", team: "all" } }] }]);
  const ofBootstrap = { default_tags: [{ tags: { ...common, environment: "bootstrap", team: "all" } }] };
  expect(bootstrap).toMatchObject([ofBootstrap, ofBootstrap]);
});
