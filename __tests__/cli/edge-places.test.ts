import { configuredPlace } from "../../cli/project";
import { readConfiguration } from "../../constructs/configuration/configuration";
import { withEdge, withZones } from "../edge-example";
import { exampleEnvironment, exampleProject } from "../examples";

const environments = [withEdge(exampleEnvironment("prod")), exampleEnvironment("dev")];
const { project } = readConfiguration(withZones(exampleProject()), environments);

test.each([
  ["prod", "prod/prod.tfstate"],
  ["prod-edge", "prod/prod-edge.tfstate"],
  ["prod-platform", "prod/prod-platform.tfstate"],
  ["edge", "edge/edge.tfstate"],
])("the state of %s is found at %s", (name, key) => {
  expect(configuredPlace(project, "", name)).toMatchObject({ type: "s3", config: { key } });
});

test("an edge of no environment has no state, nor has one in a project without zones", () => {
  expect(() => configuredPlace(project, "", "qa-edge")).toThrow('there is no environment "qa-edge"');
  const { project: plain } = readConfiguration(exampleProject(), [exampleEnvironment("prod")]);
  expect(() => configuredPlace(plain, "", "prod-edge")).toThrow('there is no environment "prod-edge"');
  expect(configuredPlace(plain, "", "prod-platform")).toMatchObject({
    config: { key: "prod/prod-platform.tfstate" },
  });
});
