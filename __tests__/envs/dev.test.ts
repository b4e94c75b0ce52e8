import { dev } from "../../envs/dev";
import { project } from "../../envs/project";
import { stackOf, synthesize } from "../synthesized";

test("what Terraform reads for dev is what was reviewed", () => {
  expect(stackOf(synthesize(project, [dev]), "dev").text).toMatchSnapshot();
});
