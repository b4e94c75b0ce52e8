import { defineProject } from "../constructs/contract/project";

/** The AWS account to fill in; an environment may name another below, and a cloud that isn't used needs none. */
const account = "123456789012";

export const project = defineProject({
  name: "hera",
  owner: "platform-team",
  tags: {},
  stateBackend: {
    store: "aws",
    locking: "lockfile",
    encryption: "provider-key",
    retention: { noncurrentDays: 90, noncurrentVersions: 10 },
    accessLogDays: 0,
  },
  clouds: {
    aws: {
      account,
      region: "eu-central-1",
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      adminPrincipals: [`arn:aws:iam::${account}:role/platform-admin`],
    },
    azure: {
      account: "11111111-1111-4111-8111-111111111111",
      tenant: "22222222-2222-4222-8222-222222222222",
      region: "germanywestcentral",
      zones: ["1", "2", "3"],
      adminPrincipals: ["33333333-3333-4333-8333-333333333333"],
    },
    gcp: {
      account: "acme-platform-123456",
      region: "europe-west3",
      zones: ["europe-west3-a", "europe-west3-b", "europe-west3-c"],
      adminPrincipals: ["group:platform-admins@example.com"],
    },
    hetzner: {
      account: "1234567",
      region: "eu-central",
      zones: ["fsn1", "nbg1", "hel1"],
      adminPrincipals: ["group:platform-admins"],
      identityProvider: { issuerUrl: "https://id.example.com", clientId: "kubernetes" },
      workloadsOn: "aws",
    },
  },
});
