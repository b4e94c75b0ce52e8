// Platforms in k3s clusters on Hetzner, with what they keep outside of the cluster on AWS.
import { describeWithProvider } from "../provider-probe";
import { describePlatform } from "./describe-platform";

describeWithProvider("hcloud", "platforms in k3s clusters on Hetzner", () => {
  describePlatform({
    cloud: "hetzner",
    programs: [],
    stranger: "group:developers",
    refusal: "forbidden",
    hasName: false,
  });
});
