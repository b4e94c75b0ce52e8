import { awsRegions } from "../../../constructs/account/aws/aws-regions";
import { stateStoreNames } from "../../../constructs/contract/state-backend";
import { type BadInputs, told } from "../refusal";

const stores = stateStoreNames.map((name) => JSON.stringify(name)).join(", ");
const regions = awsRegions.join(", ");

export const badStateBackend: BadInputs = {
  about: "a state backend",
  cases: [
    {
      it: "refuses an unknown store",
      project: { "stateBackend.store": "s3" },
      problems: [
        told(
          'project.stateBackend.store = "s3" is not allowed.',
          `Allowed: ${stores}.`,
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses an unknown region",
      project: { "stateBackend.location": "eu-west-9" },
      problems: [
        told(
          'project.stateBackend.location = "eu-west-9" is not an AWS Region.',
          `Allowed: ${regions}.`,
          'Mend: did you mean "eu-west-1"?',
        ),
      ],
    },
    {
      it: "refuses an unknown locking",
      project: { "stateBackend.locking": "lock-file" },
      problems: [
        told(
          'project.stateBackend.locking = "lock-file" is not allowed.',
          'Allowed: "lockfile", "dynamodb", "both".',
          'Mend: did you mean "lockfile"?',
        ),
      ],
    },
    {
      it: "refuses an unknown encryption",
      project: { "stateBackend.encryption": "AES256" },
      problems: [
        told(
          'project.stateBackend.encryption = "AES256" is not allowed.',
          'Allowed: "customer-key", "provider-key".',
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses COMPLIANCE without the switch",
      project: { "stateBackend.objectLock": { mode: "COMPLIANCE", days: 30 } },
      problems: [
        told(
          'project.stateBackend.objectLock.mode = "COMPLIANCE" makes versions that nobody can ever erase early, and that isn\'t confirmed.',
          "Allowed: GOVERNANCE, or COMPLIANCE with acceptIrreversible: true.",
          'Mend: use "GOVERNANCE", or add acceptIrreversible: true beside it.',
        ),
      ],
    },
    {
      it: "refuses COMPLIANCE with the switch turned off",
      project: { "stateBackend.objectLock": { mode: "COMPLIANCE", days: 30, acceptIrreversible: false } },
      problems: [
        told(
          'project.stateBackend.objectLock.mode = "COMPLIANCE" makes versions that nobody can ever erase early, and that isn\'t confirmed.',
          "Allowed: GOVERNANCE, or COMPLIANCE with acceptIrreversible: true.",
          'Mend: use "GOVERNANCE", or add acceptIrreversible: true beside it.',
        ),
      ],
    },
    {
      it: "refuses an unknown mode of object lock",
      project: { "stateBackend.objectLock": { mode: "governance", days: 30 } },
      problems: [
        told(
          'project.stateBackend.objectLock.mode = "governance" is not allowed.',
          'Allowed: "GOVERNANCE", "COMPLIANCE".',
          'Mend: did you mean "GOVERNANCE"?',
        ),
      ],
    },
    {
      it: "refuses a retention as long as the object lock",
      project: { "stateBackend.objectLock": { mode: "GOVERNANCE", days: 90 } },
      problems: [
        told(
          "project.stateBackend.retention.noncurrentDays = 90 is not longer than objectLock.days (90), so the lifecycle would try to erase locked versions.",
          "Allowed: more than 90 days.",
          "Mend: use 91 or more, or a shorter objectLock.days.",
        ),
      ],
    },
    {
      it: "refuses a retention shorter than the object lock",
      project: {
        "stateBackend.objectLock": { mode: "GOVERNANCE", days: 30 },
        "stateBackend.retention": { noncurrentDays: 7, noncurrentVersions: 5 },
      },
      problems: [
        told(
          "project.stateBackend.retention.noncurrentDays = 7 is not longer than objectLock.days (30), so the lifecycle would try to erase locked versions.",
          "Allowed: more than 30 days.",
          "Mend: use 31 or more, or a shorter objectLock.days.",
        ),
      ],
    },
    {
      it: "refuses an object lock of no days",
      project: { "stateBackend.objectLock": { mode: "GOVERNANCE", days: 0 } },
      problems: [
        told(
          "project.stateBackend.objectLock.days = 0 is out of range.",
          "Allowed: a whole number from 1 to 3650 (days).",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "refuses half a day",
      project: { "stateBackend.retention": { noncurrentDays: 1.5, noncurrentVersions: 5 } },
      problems: [
        told(
          "project.stateBackend.retention.noncurrentDays = 1.5 is out of range.",
          "Allowed: a whole number from 1 to 3650 (days).",
          "Mend: use 2.",
        ),
      ],
    },
    {
      it: "refuses to keep no version",
      project: { "stateBackend.retention": { noncurrentDays: 30, noncurrentVersions: 0 } },
      problems: [
        told(
          "project.stateBackend.retention.noncurrentVersions = 0 is out of range.",
          "Allowed: a whole number from 1 to 100 (versions).",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "refuses more versions than S3's lifecycle keeps",
      project: { "stateBackend.retention": { noncurrentDays: 30, noncurrentVersions: 101 } },
      problems: [
        told(
          "project.stateBackend.retention.noncurrentVersions = 101 is out of range.",
          "Allowed: a whole number from 1 to 100 (versions).",
          "Mend: use 100.",
        ),
      ],
    },
    {
      it: "refuses to keep the access log for less than no time",
      project: { "stateBackend.accessLogDays": -1 },
      problems: [
        told(
          "project.stateBackend.accessLogDays = -1 is out of range.",
          "Allowed: a whole number from 0 to 3650 (days).",
          "Mend: use 0.",
        ),
      ],
    },
    {
      it: "refuses a second copy without a place",
      project: { "stateBackend.redundancy": "geo" },
      problems: [
        told(
          'project.stateBackend.replicaLocation is missing, and redundancy "geo" needs it.',
          "Allowed: another AWS Region.",
          'Mend: name the Region of the second copy, or use redundancy: "zone".',
        ),
      ],
    },
    {
      it: "refuses a second copy in a place that AWS doesn't have",
      project: { "stateBackend.redundancy": "geo", "stateBackend.replicaLocation": "eu-nord-1" },
      problems: [
        told(
          'project.stateBackend.replicaLocation = "eu-nord-1" is not an AWS Region.',
          `Allowed: ${regions}.`,
          'Mend: did you mean "eu-north-1"?',
        ),
      ],
    },
    {
      it: "refuses addresses that are no block",
      project: { "stateBackend.authorizedCidrs": ["203.0.113.0/24", "office", "203.0.113.7/24"] },
      problems: [
        told(
          'project.stateBackend.authorizedCidrs[1] = "office" is not an address block.',
          'Allowed: an IPv4 block in CIDR notation, such as "10.10.0.0/16".',
          "Mend: write four numbers from 0 to 255, a slash and a prefix length from 0 to 32.",
        ),
        told(
          'project.stateBackend.authorizedCidrs[2] = "203.0.113.7/24" has host bits set.',
          "Allowed: the first address of the block and its prefix length.",
          'Mend: write "203.0.113.0/24".',
        ),
      ],
    },
    {
      it: "refuses principals of the wrong form",
      project: {
        "stateBackend.access": {
          dev: { plan: ["arn:aws:sts::123456789012:assumed-role/ci/session"], apply: ["12345"] },
        },
      },
      problems: [
        told(
          'project.stateBackend.access.dev.plan = "arn:aws:sts::123456789012:assumed-role/ci/session" is neither an AWS account nor an IAM role or user.',
          'Allowed: twelve digits, an ARN such as arn:aws:iam::123456789012:role/deploy, or { issuer: "https://…", subject: "…" }.',
          "Mend: give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role.",
        ),
        told(
          'project.stateBackend.access.dev.apply = "12345" is neither an AWS account nor an IAM role or user.',
          'Allowed: twelve digits, an ARN such as arn:aws:iam::123456789012:role/deploy, or { issuer: "https://…", subject: "…" }.',
          "Mend: give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role.",
        ),
      ],
    },
    {
      it: "refuses more principals than a trust policy holds",
      project: {
        "stateBackend.access": {
          dev: {
            plan: [],
            apply: Array.from({ length: 50 }, (_, place) => `arn:aws:iam::123456789012:role/ci-${place}`),
          },
        },
      },
      problems: [
        told(
          "project.stateBackend.access.dev.apply = 50 is more principals than a role's trust policy holds.",
          "Allowed: a trust policy of 2048 characters; these need 2069.",
          "Mend: name a role that they share, or the account.",
        ),
      ],
    },
  ],
};
