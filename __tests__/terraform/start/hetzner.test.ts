import { describeWithProvider } from "../provider-probe";
import { describeStart } from "./describe-start";

describeWithProvider("hcloud", "npm start -- --cloud hetzner", () => {
  describeWithProvider("cloudflare", "with Cloudflare in front", () => {
    describeStart("hetzner", /s3:\/\/[\w-]+\/dev\/dev\.tfstate/, ["bootstrap", "dev", "edge", "dev-edge"]);
  });
});
