import { gcpRegions } from "../../../constructs/account/gcp/gcp-regions";
import { type BadInputs, told } from "../refusal";

const gcp = {
  "stateBackend.store": "gcp",
  "stateBackend.account": "acme-state-1",
  "stateBackend.location": "europe-west4",
};
const issuer = "https://token.actions.githubusercontent.com";
const principals =
  "Allowed: group:…, user:… or serviceAccount:… with an address, principal://… or principalSet://… of an identity pool, or { issuer, subject }.";
const principalMend =
  "Mend: write it as `gcloud storage buckets add-iam-policy-binding --member` takes it; everybody (allUsers, allAuthenticatedUsers, a whole pool) can't be given state.";
const partners =
  "Allowed: europe-central2, europe-north1, europe-southwest1, europe-west1, europe-west10, europe-west12, europe-west3, europe-west8, europe-west9.";

/** A principal that may plan dev. */
const planner = (principal: unknown) => ({
  ...gcp,
  "stateBackend.access": { dev: { plan: [principal], apply: [] } },
});

export const badGoogleCloudState: BadInputs = {
  about: "a state backend on Google Cloud",
  cases: [
    {
      it: "needs a project and a location, of its own or of the cloud",
      project: { "stateBackend.store": "gcp" },
      problems: [
        told(
          'project.stateBackend.store = "gcp" has no account, because project.clouds.gcp is missing.',
          "Allowed: a cloud whose account, region and zones the project gives.",
          "Mend: fill in clouds.gcp in envs/project.ts.",
        ),
      ],
    },
    {
      it: "refuses a location that doesn't exist, and says nothing of its pairs",
      project: { ...gcp, "stateBackend.location": "europe-west5", "stateBackend.redundancy": "geo" },
      problems: [
        told(
          'project.stateBackend.location = "europe-west5" is not a Google Cloud region.',
          `Allowed: ${gcpRegions.join(", ")}.`,
          'Mend: did you mean "europe-west1"?',
        ),
      ],
    },
    {
      it: "refuses a project's number for its id",
      project: { ...gcp, "stateBackend.account": "123456789012" },
      problems: [
        told(
          'project.stateBackend.account = "123456789012" is not the id of a Google Cloud project.',
          "Allowed: 6 to 30 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: copy it from `gcloud config get-value project`; it is neither the project's name nor its number.",
        ),
      ],
    },
    {
      it: "refuses Object Lock, which would keep any state from being replaced",
      project: { ...gcp, "stateBackend.objectLock": { mode: "GOVERNANCE", days: 1 } },
      problems: [
        told(
          "project.stateBackend.objectLock can't be had from the store gcp: a retention policy forbids to replace an object, and each apply replaces the state. What is erased can be restored for as long as soft delete keeps it (retention.noncurrentDays, 7 to 90 days).",
          "Allowed: nothing.",
          "Mend: remove the field, or choose a store that has it (docs/contract.md lists them).",
        ),
      ],
    },
    {
      it: "refuses DynamoDB",
      project: { ...gcp, "stateBackend.locking": "dynamodb" },
      problems: [
        told(
          'project.stateBackend.locking = "dynamodb" can\'t be had from the store gcp.',
          'Allowed: "lockfile".',
          "Mend: use an allowed one, or choose a store that has it (docs/contract.md lists them).",
        ),
      ],
    },
    {
      it: "refuses two regions without the second",
      project: { ...gcp, "stateBackend.redundancy": "geo" },
      problems: [
        told(
          'project.stateBackend.replicaLocation is missing beside redundancy: "geo"; one bucket spans both regions.',
          partners,
          "Mend: name the second region.",
        ),
      ],
    },
    {
      it: "refuses a pair on two continents",
      project: { ...gcp, "stateBackend.redundancy": "geo", "stateBackend.replicaLocation": "us-east1" },
      problems: [
        told(
          'project.stateBackend.replicaLocation = "us-east1" can\'t be paired with europe-west4.',
          partners,
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses to filter the addresses of a bucket in two regions",
      project: {
        ...gcp,
        "stateBackend.redundancy": "geo",
        "stateBackend.replicaLocation": "europe-west9",
        "stateBackend.authorizedCidrs": ["203.0.113.0/24"],
      },
      problems: [
        told(
          "project.stateBackend.authorizedCidrs can't be had of a bucket that spans two regions.",
          'Allowed: nothing beside redundancy: "geo".',
          'Mend: remove it, or use redundancy: "zone".',
        ),
      ],
    },
    {
      it: "refuses an address block with host bits",
      project: { ...gcp, "stateBackend.authorizedCidrs": ["203.0.113.7/24"] },
      problems: [
        told(
          'project.stateBackend.authorizedCidrs = "203.0.113.7/24" is not an address block.',
          'Allowed: the first address of a block and its prefix length, such as "203.0.113.0/24" or "2001:db8::/32".',
          "Mend: write the block so.",
        ),
      ],
    },
    ...[
      "arn:aws:iam::123456789012:role/ci",
      "ann@acme.test",
      "allUsers",
      "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/*",
    ].map((principal) => ({
      it: `refuses the principal ${principal}`,
      project: planner(principal),
      problems: [
        told(
          `project.stateBackend.access.dev.plan.0 = ${JSON.stringify(principal)} is not a principal of Google Cloud.`,
          principals,
          principalMend,
        ),
      ],
    })),
    {
      it: "refuses a subject that is longer than Google takes",
      project: planner({ issuer, subject: "s".repeat(128) }),
      problems: [
        told(
          `project.stateBackend.access.dev.plan.0.subject = "${"s".repeat(128)}" is longer than a subject may be on Google Cloud.`,
          "Allowed: 127 bytes.",
          "Mend: have the CI service sign a shorter subject.",
        ),
      ],
    },
    {
      it: "refuses a name that is too long for a bucket",
      project: {
        ...gcp,
        name: "a-name-of-20-letters",
        "stateBackend.account": "a-project-of-thirty-characters",
        "stateBackend.accessLogDays": 30,
      },
      problems: [
        told(
          'project.name = "a-name-of-20-letters-tfstate-a-project-of-thirty-characters-logs" is too long for the name of an Cloud Storage bucket by 1.',
          "Allowed: 63 characters.",
          "Mend: shorten the project's or the environment's name.",
        ),
      ],
    },
    {
      it: "refuses a bucket with Google's own name",
      project: { ...gcp, name: "goog-infra" },
      problems: [
        told(
          'project.name = "goog-infra-tfstate-acme-state-1" can\'t be the name of a bucket: Cloud Storage keeps that of its maker for itself.',
          'Allowed: names that don\'t begin with "goog" or have "google" in them.',
          "Mend: choose other names of the project and its environments, and another Google Cloud project.",
        ),
      ],
    },
    {
      it: "refuses tags that can't be labels",
      project: { ...gcp, tags: { Team: "platform", contact: "ops@acme.test" }, owner: "Platform Team" },
      problems: [
        told(
          'project.tags.Team = "platform" has a key that can\'t be that of a Google Cloud label.',
          "Allowed: 1 to 63 lower-case letters, digits, '_' and '-', beginning with a letter.",
          "Mend: rename the key.",
        ),
        told(
          'project.tags.contact = "ops@acme.test" can\'t be the value of a Google Cloud label.',
          "Allowed: up to 63 lower-case letters, digits, '_' and '-'.",
          "Mend: write it in these characters.",
        ),
        told(
          'project.owner = "Platform Team" can\'t be the value of a Google Cloud label.',
          "Allowed: up to 63 lower-case letters, digits, '_' and '-'.",
          "Mend: write it in these characters.",
        ),
      ],
    },
  ],
};
