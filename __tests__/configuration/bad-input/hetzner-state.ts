import { type BadInputs, told } from "../refusal";
import { refusedField, refusedValue } from "./refused-by-store";

const hetzner = { store: "hetzner", account: "1234567", location: "fsn1" };

export const badHetznerState: BadInputs = {
  about: "a state backend in Hetzner Object Storage",
  cases: [
    {
      it: "refuses a location without Object Storage",
      project: { stateBackend: { ...hetzner, location: "ash" } },
      problems: [
        told(
          'project.stateBackend.location = "ash" is not a location of Hetzner Object Storage.',
          "Allowed: fsn1, nbg1, hel1.",
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses an unknown location, and says which was meant",
      project: { stateBackend: { ...hetzner, location: "fsn" } },
      problems: [
        told(
          'project.stateBackend.location = "fsn" is not a location of Hetzner Object Storage.',
          "Allowed: fsn1, nbg1, hel1.",
          'Mend: did you mean "fsn1"?',
        ),
      ],
    },
    {
      it: "refuses a project's name for its id",
      project: { stateBackend: { ...hetzner, account: "acme" } },
      problems: [
        told(
          'project.stateBackend.account = "acme" is not the id of a Hetzner Cloud project.',
          "Allowed: up to ten digits, as text.",
          "Mend: copy it from the address of the project in Hetzner Console: console.hetzner.com/projects/<id>.",
        ),
      ],
    },
    {
      it: "asks for the place that no cloud of the project gives",
      project: { stateBackend: { store: "hetzner" } },
      problems: [
        told(
          'project.stateBackend.store = "hetzner" has no account, because project.clouds.hetzner is missing.',
          "Allowed: a cloud whose account, region and zones the project gives.",
          "Mend: fill in clouds.hetzner in envs/project.ts.",
        ),
      ],
    },
    refusedValue(hetzner, ["locking", "dynamodb"], "lockfile"),
    refusedValue(hetzner, ["locking", "both"], "lockfile"),
    refusedValue(hetzner, ["encryption", "customer-key"], "provider-key"),
    refusedValue(hetzner, ["redundancy", "geo"], "zone"),
    refusedField(hetzner, ["accessLogDays", 30], "it keeps no log of accesses"),
    refusedField(
      hetzner,
      ["authorizedCidrs", ["198.51.100.0/24"]],
      "it documents no rule by address, and one that it misread would lock everybody out",
    ),
    refusedField(
      hetzner,
      ["access", { dev: { plan: ["somebody"], apply: [] } }],
      "it has no roles: each key of a project reaches all of the project's buckets",
    ),
    refusedField(
      hetzner,
      ["retention.noncurrentVersions", { noncurrentDays: 30, noncurrentVersions: 5 }],
      "its lifecycle counts days, not versions",
    ),
  ],
};
