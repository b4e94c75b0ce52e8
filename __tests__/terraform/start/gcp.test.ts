import { describeWithProvider } from "../provider-probe";
import { describeStart } from "./describe-start";

describeWithProvider("google", "npm start -- --cloud gcp", () => {
  describeStart("gcp", /gs:\/\/[\w-]+\/dev\/dev\/default\.tfstate/);
});
