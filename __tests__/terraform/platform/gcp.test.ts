// Platforms in GKE clusters.
import { describeWithProvider } from "../provider-probe";
import { describePlatform } from "./describe-platform";

describeWithProvider("google", "platforms in GKE clusters", () => {
  describePlatform({
    cloud: "gcp",
    programs: [],
    stranger: "user:ann@example.com",
    refusal: "forbidden",
    hasName: false,
  });
});
