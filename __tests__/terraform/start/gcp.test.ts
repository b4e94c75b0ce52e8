import { describeStart } from "./describe-start";

describeStart({
  cloud: "gcp",
  providers: ["google"],
  programs: [],
  stateAddress: /gs:\/\/[\w-]+\/dev\/dev\/default\.tfstate/,
  edge: [],
});
