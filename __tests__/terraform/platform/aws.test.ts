// Platforms in EKS clusters.
import { project } from "../../../envs/project";
import { describePlatform } from "./describe-platform";

describePlatform({
  cloud: "aws",
  providers: [],
  programs: ["aws"],
  stranger: `arn:aws:iam::${project.clouds.aws?.account}:role/visitor`,
  refusal: "Unauthorized",
  hasName: true,
});
