// Platforms in k3s clusters on Hetzner, with what they keep outside of the cluster on AWS.
import { describePlatform } from "./describe-platform";

describePlatform({
  cloud: "hetzner",
  providers: ["hcloud"],
  programs: [],
  stranger: "group:developers",
  refusal: "forbidden",
  hasName: false,
});
