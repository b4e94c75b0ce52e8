// Platforms in GKE clusters.
import { describePlatform } from "./describe-platform";

describePlatform({
  cloud: "gcp",
  providers: ["google"],
  programs: [],
  stranger: "user:ann@example.com",
  refusal: "forbidden",
  hasName: false,
});
