import { describeStart } from "./describe-start";

describeStart({
  cloud: "azure",
  providers: ["azurerm"],
  programs: [],
  stateAddress: /https:\/\/\w+\.blob\.core\.windows\.net\/\w+\/dev\/dev\.tfstate/,
  edge: [],
});
