import { describeStart } from "./describe-start";

describeStart({
  cloud: "aws",
  providers: [],
  programs: ["aws"],
  stateAddress: /s3:\/\/[\w-]+\/dev\/dev\.tfstate/,
  edge: [],
});
