// Cloud Storage, in both layouts.
import { bucketsOf } from "../google-api";
import { describeWithProvider } from "../provider-probe";
import { describeStore } from "./describe-store";

const account = "acme-state-1";
const gcp = { store: "gcp", account, location: "europe-west4" } as const;
const subject = { issuer: "https://token.actions.githubusercontent.com", subject: "repo:acme/infra:ref" };

// The options ride along, so that each is applied at least once.
describeWithProvider("google", "Google Cloud", () => {
  describeStore({
    awsAccount: "111122223333",
    fencesWrites: false,
    cases: [
      { name: "acme-plain", stateBackend: gcp },
      {
        name: "acme-geo",
        stateBackend: {
          ...gcp,
          encryption: "customer-key",
          redundancy: "geo",
          replicaLocation: "europe-west9",
          accessLogDays: 30,
        },
      },
      {
        name: "acme-own",
        stateBackend: {
          ...gcp,
          layout: "per-environment",
          authorizedCidrs: ["203.0.113.0/24"],
          access: { dev: { plan: ["group:readers@acme.test"], apply: [subject] } },
        },
      },
    ],
    remains: async (world) => bucketsOf(world, account),
  });
});
