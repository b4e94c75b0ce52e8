import { cloudNames } from "../../../constructs/contract/project";
import { type BadInputs, told } from "../refusal";

export const badWrongTypesInProject: BadInputs = {
  about: "a value of the wrong type in a project",
  cases: [
    {
      it: "in place of the project's clouds is refused",
      project: { clouds: null },
      problems: [
        told(
          "project.clouds = null is not allowed.",
          `Allowed: an object with ${cloudNames.join(", ")}.`,
          "Mend: write it as an object, in { }.",
        ),
        told(
          'project.stateBackend.store = "aws" has no account, because project.clouds.aws is missing.',
          "Allowed: a cloud whose account, region and zones the project gives.",
          "Mend: fill in clouds.aws in envs/project.ts.",
        ),
        told(
          'dev.cloud = "aws" has no account, because project.clouds.aws is missing.',
          "Allowed: a cloud whose account, region and zones the project gives.",
          "Mend: fill in clouds.aws in envs/project.ts.",
        ),
      ],
    },
    {
      it: "in place of an account is refused",
      project: { "clouds.aws": "123456789012" },
      problems: [
        told(
          'project.clouds.aws = "123456789012" is not allowed.',
          "Allowed: an object with account, tenant, region, zones, adminPrincipals, dnsZoneIds, identityProvider, workloadsOn, environments.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of a list is refused",
      project: { "clouds.aws.zones": "eu-central-1a" },
      problems: [
        told(
          'project.clouds.aws.zones = "eu-central-1a" is not allowed.',
          "Allowed: a list.",
          "Mend: write it as a list, in [ ].",
        ),
      ],
    },
    {
      it: "in place of the environments' accounts is refused",
      project: { "clouds.aws.environments": ["dev"] },
      problems: [
        told(
          'project.clouds.aws.environments = ["dev"] is not allowed.',
          "Allowed: an object.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of one environment's account is refused",
      project: { "clouds.aws.environments": { dev: null } },
      problems: [
        told(
          "project.clouds.aws.environments.dev = null is not allowed.",
          "Allowed: an object with account, deployRole, adminPrincipals, dnsZoneIds.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of the tags is refused",
      project: { tags: null },
      problems: [
        told(
          "project.tags = null is not allowed.",
          "Allowed: an object.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of a tag's value is refused",
      project: { tags: { costCentre: 42 } },
      problems: [
        told(
          "project.tags.costCentre = 42 is not allowed.",
          "Allowed: text.",
          "Mend: write it as text, in quotes.",
        ),
      ],
    },
    {
      it: "in place of the owner is refused",
      project: { owner: ["platform-team"] },
      problems: [
        told(
          'project.owner = ["platform-team"] is not allowed.',
          "Allowed: text.",
          "Mend: write it as text, in quotes.",
        ),
      ],
    },
    {
      it: "in place of the state backend is refused",
      project: { stateBackend: "aws" },
      problems: [
        told(
          'project.stateBackend = "aws" is not allowed.',
          "Allowed: an object with store, account, tenant, location, layout, bootstrapState, locking, encryption, objectLock, retention, redundancy, replicaLocation, authorizedCidrs, access, accessLogDays, deletionProtection.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of the object lock is refused",
      project: { "stateBackend.objectLock": true },
      problems: [
        told(
          "project.stateBackend.objectLock = true is not allowed.",
          "Allowed: an object with mode, days, acceptIrreversible.",
          "Mend: write it as an object, in { }.",
        ),
      ],
    },
    {
      it: "in place of a number of days is refused",
      project: { "stateBackend.accessLogDays": "30" },
      problems: [
        told(
          'project.stateBackend.accessLogDays = "30" is not allowed.',
          "Allowed: a number.",
          "Mend: write it as a number, without quotes.",
        ),
      ],
    },
  ],
};
