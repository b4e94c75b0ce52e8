import { type BadInputs, eachCloud, told } from "../refusal";

export const badEnvironment: BadInputs = {
  about: "an environment",
  cases: [
    {
      it: "refuses a name with capitals",
      dev: { name: "Dev" },
      problems: [
        told(
          'Dev.name = "Dev" is not of the right form.',
          "Allowed: 2 to 12 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "refuses a name with a dot",
      dev: { name: "dev.eu" },
      problems: [
        told(
          'dev.eu.name = "dev.eu" is not of the right form.',
          "Allowed: 2 to 12 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "refuses a name of 13 characters",
      dev: { name: "development-1" },
      problems: [
        told(
          'development-1.name = "development-1" is not of the right form.',
          "Allowed: 2 to 12 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "refuses a name of one letter",
      dev: { name: "d" },
      problems: [
        told(
          'd.name = "d" is not of the right form.',
          "Allowed: 2 to 12 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "refuses an empty name, and calls the environment by its place",
      dev: { name: "" },
      problems: [
        told(
          'environments.0.name = "" is not of the right form.',
          "Allowed: 2 to 12 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "refuses the name of the bootstrap stack",
      dev: { name: "bootstrap" },
      problems: [
        told(
          'bootstrap.name = "bootstrap" is the name of another stack.',
          "Allowed: any name but bootstrap, edge.",
          "Mend: choose another name.",
        ),
      ],
    },
    {
      it: "refuses an unknown cloud",
      dev: { cloud: "amazon" },
      problems: [told('dev.cloud = "amazon" is not allowed.', eachCloud, "Mend: use an allowed one.")],
    },
    {
      it: "refuses a cloud in capitals",
      dev: { cloud: "AWS" },
      problems: [told('dev.cloud = "AWS" is not allowed.', eachCloud, 'Mend: did you mean "aws"?')],
    },
    {
      it: "refuses to span no zone",
      dev: { zones: 0 },
      problems: [
        told(
          "dev.zones = 0 is out of range.",
          "Allowed: a whole number from 1 to 6 (zones).",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "refuses fewer than no zones",
      dev: { zones: -1 },
      problems: [
        told(
          "dev.zones = -1 is out of range.",
          "Allowed: a whole number from 1 to 6 (zones).",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "refuses one zone, because EKS needs two",
      dev: { zones: 1 },
      problems: [
        told("dev.zones = 1 is too few for a cluster on aws.", "Allowed: 2 zones or more.", "Mend: use 2."),
      ],
    },
    {
      it: "refuses more zones than the project lists",
      dev: { zones: 4 },
      problems: [
        told(
          "dev.zones = 4 is more than the 3 zones that the project lists for eu-central-1.",
          "Allowed: 3 or fewer.",
          "Mend: lower it, or append zones to the list in envs/project.ts.",
        ),
      ],
    },
    {
      it: "refuses more zones than any region has",
      dev: { zones: 7 },
      problems: [
        told(
          "dev.zones = 7 is out of range.",
          "Allowed: a whole number from 1 to 6 (zones).",
          "Mend: use 6.",
        ),
      ],
    },
    {
      it: "refuses a part of a zone",
      dev: { zones: 2.5 },
      problems: [
        told(
          "dev.zones = 2.5 is out of range.",
          "Allowed: a whole number from 1 to 6 (zones).",
          "Mend: use 3.",
        ),
      ],
    },
    {
      it: "refuses a name that would give its buckets names like those of the state's",
      dev: { name: "tfstate-eu" },
      problems: [
        told(
          'tfstate-eu.name = "tfstate-eu" would make buckets of the environment begin like those that hold state.',
          "Allowed: names that begin with neither tfstate nor tfseed.",
          "Mend: choose another name.",
        ),
      ],
    },
  ],
};
