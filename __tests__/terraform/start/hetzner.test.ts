import { describeStart } from "./describe-start";

describeStart({
  cloud: "hetzner",
  providers: ["hcloud", "cloudflare"],
  programs: [],
  stateAddress: /s3:\/\/[\w-]+\/dev\/dev\.tfstate/,
  edge: ["edge", "dev-edge"],
});
