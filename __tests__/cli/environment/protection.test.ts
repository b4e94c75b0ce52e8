import type { DeployedStack } from "../../../cli/environment/deployed-stack";
import { assertUnprotected } from "../../../cli/environment/protection";
import { readConfiguration } from "../../../constructs/configuration/configuration";
import { exampleEnvironment, exampleProject } from "../../examples";
import { run } from "../run-in-memory";

const field = "kubernetesCluster.deletionProtection";

function described(deletionProtection?: boolean) {
  const cluster = deletionProtection === undefined ? {} : { deletionProtection };
  const { environments } = readConfiguration(exampleProject(), [exampleEnvironment("dev", { cluster })]);
  const [environment] = environments;
  if (environment === undefined) throw new Error("the example has an environment");
  return environment;
}

/** A stack whose state has these instances. */
function deployed(resources: Readonly<Record<string, unknown>>): DeployedStack {
  const texts = Object.entries(resources).map(([address, value]): [string, string] => [
    address,
    JSON.stringify({ attributes: value }),
  ]);
  return { name: "dev", place: "s3://acme", resources: new Map(texts), outputs: {} };
}

test.each([true, undefined])(
  "a description with the protection %s is refused, and the field named",
  (value) => {
    const check = () => assertUnprotected(described(value), deployed({}));
    expect(check).toThrow(expect.objectContaining({ reason: "refused" }));
    expect(check).toThrow(`dev is protected: its ${field} is true, which is the default`);
    expect(check).toThrow(`set ${field} to false`);
  },
);

test.each([
  ["aws_eks_cluster.cluster", { deletion_protection: true }],
  ["google_container_cluster.cluster", { deletion_protection: true }],
  ['hcloud_server.server["cp-1"]', { delete_protection: true, rebuild_protection: false }],
  ["hcloud_server.server", { delete_protection: false, rebuild_protection: true }],
])("what is deployed and still protected is refused: %s", (address, attributes) => {
  const stack = deployed({ "aws_vpc.network": { id: "vpc-1" }, [address]: attributes });
  const check = () => assertUnprotected(described(false), stack);
  expect(check).toThrow(`${field} is false, and not deployed yet: ${address} is still protected`);
  expect(check).toThrow("npx cdktf deploy dev");
});

test("what is protected neither in the description nor in what is deployed may go", () => {
  const stack = deployed({ "aws_eks_cluster.cluster": { deletion_protection: false } });
  expect(() => assertUnprotected(described(false), stack)).not.toThrow();
});

test("there must be such an environment", async () => {
  expect(await run(["environment", "destroy", "devv"])).toMatchObject({
    code: 2,
    told: expect.stringContaining('did you mean "dev"?'),
  });
});

test.each(["0", "1.5", "-1", "soon"])("%s is no time limit", async (minutes) => {
  const { code, told } = await run(["environment", "destroy", "dev", "--timeout", minutes]);
  expect({ code, told }).toEqual({ code: 2, told: expect.stringContaining("a whole number of minutes") });
});
