// Hetzner Object Storage, whose buckets the aws provider makes.
import { describeStore } from "./describe-store";

const place = { store: "hetzner", account: "1234567" } as const;

describeStore({
  awsAccount: "111122223333",
  fencesWrites: false,
  cases: [
    { name: "acme-one", stateBackend: { ...place, location: "fsn1" } },
    {
      name: "acme-each",
      stateBackend: {
        ...place,
        location: "hel1",
        layout: "per-environment",
        objectLock: { mode: "GOVERNANCE", days: 1 },
      },
    },
  ],
});
