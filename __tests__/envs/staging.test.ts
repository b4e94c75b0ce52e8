import { project } from "../../envs/project";
import { staging } from "../../envs/staging";
import { stackOf, synthesize } from "../synthesized";

test("what Terraform reads for staging is what was reviewed", () => {
  expect(stackOf(synthesize(project, [staging]), "staging").text).toMatchSnapshot();
});
