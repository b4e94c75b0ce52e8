import { describeWithProvider } from "../provider-probe";
import { describeStart } from "./describe-start";

describeWithProvider("azurerm", "npm start -- --cloud azure", () => {
  describeStart("azure", /https:\/\/\w+\.blob\.core\.windows\.net\/\w+\/dev\/dev\.tfstate/);
});
