import { prod } from "../../envs/prod";
import { project } from "../../envs/project";
import { stackOf, synthesize } from "../synthesized";

test("what Terraform reads for prod is what was reviewed", () => {
  expect(stackOf(synthesize(project, [prod]), "prod").text).toMatchSnapshot();
});
