// Platforms in AKS clusters.
import { describeWithProvider } from "../provider-probe";
import { describePlatform } from "./describe-platform";

describeWithProvider("azurerm", "platforms in AKS clusters", () => {
  describePlatform({
    cloud: "azure",
    programs: [],
    stranger: "44444444-4444-4444-8444-444444444444",
    refusal: "forbidden",
    hasName: true,
  });
});
