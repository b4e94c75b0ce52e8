// Platforms in AKS clusters.
import { describePlatform } from "./describe-platform";

describePlatform({
  cloud: "azure",
  providers: ["azurerm"],
  programs: [],
  stranger: "44444444-4444-4444-8444-444444444444",
  refusal: "forbidden",
  hasName: true,
});
