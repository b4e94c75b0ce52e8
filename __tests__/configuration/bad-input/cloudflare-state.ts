import { type BadInputs, told } from "../refusal";
import { refusedField, refusedValue } from "./refused-by-store";

const cloudflare = { store: "cloudflare", account: "0123456789abcdef0123456789abcdef", location: "weur" };

export const badCloudflareState: BadInputs = {
  about: "a state backend in Cloudflare R2",
  cases: [
    {
      it: "refuses a region of another cloud",
      project: { stateBackend: { ...cloudflare, location: "eu-central-1" } },
      problems: [
        told(
          'project.stateBackend.location = "eu-central-1" is neither a location hint nor a jurisdiction of R2.',
          "Allowed: weur, eeur, enam, wnam, apac, oc, eu, fedramp.",
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses the e-mail address of an account for its id",
      project: { stateBackend: { ...cloudflare, account: "ops@example.com" } },
      problems: [
        told(
          'project.stateBackend.account = "ops@example.com" is not a Cloudflare account id.',
          "Allowed: 32 hexadecimal digits in lower case.",
          "Mend: copy it from the account's R2 overview in the Cloudflare dashboard.",
        ),
      ],
    },
    {
      it: "refuses an environment whose states would stand among the copies",
      project: { stateBackend: cloudflare },
      dev: { name: "backups" },
      problems: [
        told(
          'backups.name = "backups" is where `hera state` keeps its copies in R2 (backups/), which expire and can be locked.',
          "Allowed: any other name.",
          "Mend: rename the environment.",
        ),
      ],
    },
    {
      it: "refuses a lock that nobody could lift",
      project: {
        stateBackend: {
          ...cloudflare,
          objectLock: { mode: "COMPLIANCE", days: 30, acceptIrreversible: true },
        },
      },
      problems: [
        told(
          'project.stateBackend.objectLock.mode = "COMPLIANCE" can\'t be had from the store cloudflare.',
          'Allowed: "GOVERNANCE".',
          "Mend: use an allowed one, or choose a store that has it (docs/contract.md lists them).",
        ),
      ],
    },
    {
      it: "refuses copies that expire while they are locked",
      project: { stateBackend: { ...cloudflare, objectLock: { mode: "GOVERNANCE", days: 90 } } },
      problems: [
        told(
          "project.stateBackend.retention.noncurrentDays = 90 is not longer than objectLock.days (90), so the lifecycle would try to erase locked versions.",
          "Allowed: more than 90 days.",
          "Mend: use 91 or more, or a shorter objectLock.days.",
        ),
      ],
    },
    refusedValue(cloudflare, ["locking", "dynamodb"], "lockfile"),
    refusedValue(cloudflare, ["locking", "both"], "lockfile"),
    refusedValue(cloudflare, ["encryption", "customer-key"], "provider-key"),
    refusedValue(cloudflare, ["redundancy", "geo"], "zone"),
    refusedField(cloudflare, ["accessLogDays", 30], "it keeps no log of accesses in a bucket"),
    refusedField(
      cloudflare,
      ["authorizedCidrs", ["198.51.100.0/24"]],
      "an address is a condition of an API token there, not of a bucket",
    ),
    refusedField(
      cloudflare,
      ["access", { dev: { plan: ["somebody"], apply: [] } }],
      "it has API tokens in place of roles, each for whole buckets, and Terraform would write their secrets into the state",
    ),
    refusedField(
      cloudflare,
      ["retention.noncurrentVersions", { noncurrentDays: 30, noncurrentVersions: 5 }],
      "it keeps no versions; noncurrentDays is how long `hera state` keeps its backups",
    ),
  ],
};
