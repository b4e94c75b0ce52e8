import { project } from "../../envs/project";
import { stackOf, synthesize } from "../synthesized";

test("what Terraform reads for bootstrap is what was reviewed", () => {
  expect(stackOf(synthesize(project, []), "bootstrap").text).toMatchSnapshot();
});
