import { type BadInputs, told } from "../refusal";
import { absent } from "../valid-configuration";

export const badProject: BadInputs = {
  about: "a project",
  cases: [
    {
      it: "refuses a name with capitals",
      project: { name: "Acme" },
      problems: [
        told(
          'project.name = "Acme" is not of the right form.',
          "Allowed: 2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form; it begins the name of every resource and can't be changed later.",
        ),
      ],
    },
    {
      it: "refuses a name that begins with a digit",
      project: { name: "1acme" },
      problems: [
        told(
          'project.name = "1acme" is not of the right form.',
          "Allowed: 2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form; it begins the name of every resource and can't be changed later.",
        ),
      ],
    },
    {
      it: "refuses a name that ends with a dash",
      project: { name: "acme-" },
      problems: [
        told(
          'project.name = "acme-" is not of the right form.',
          "Allowed: 2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form; it begins the name of every resource and can't be changed later.",
        ),
      ],
    },
    {
      it: "refuses a name with an underscore",
      project: { name: "acme_platform" },
      problems: [
        told(
          'project.name = "acme_platform" is not of the right form.',
          "Allowed: 2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form; it begins the name of every resource and can't be changed later.",
        ),
      ],
    },
    {
      it: "refuses a name of one letter",
      project: { name: "a" },
      problems: [
        told(
          'project.name = "a" is not of the right form.',
          "Allowed: 2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form; it begins the name of every resource and can't be changed later.",
        ),
      ],
    },
    {
      it: "refuses a name of 21 characters, and says it once",
      project: { name: "a23456789012345678901" },
      problems: [
        told(
          'project.name = "a23456789012345678901" is not of the right form.',
          "Allowed: 2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form; it begins the name of every resource and can't be changed later.",
        ),
      ],
    },
    {
      it: "refuses a name of 60 characters, and says it once",
      project: { name: "a".repeat(60) },
      problems: [
        told(
          'project.name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not of the right form.',
          "Allowed: 2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: choose a name of this form; it begins the name of every resource and can't be changed later.",
        ),
      ],
    },
    {
      it: "refuses an empty owner",
      project: { owner: "" },
      problems: [
        told('project.owner = "" is empty.', "Allowed: at least one character.", "Mend: fill it in."),
      ],
    },
    {
      it: "refuses an owner that can't be a tag",
      project: { owner: "platform & friends" },
      problems: [
        told(
          'project.owner = "platform & friends" has a character that AWS refuses in tags.',
          "Allowed: letters, digits, spaces and _ . : / = + - @.",
          "Mend: replace the other characters.",
        ),
      ],
    },
    {
      it: "refuses the account of an environment that the app doesn't have",
      project: { "clouds.aws.environments": { de: {} } },
      problems: [
        told(
          "project.clouds.aws.environments.de is not an environment of this app.",
          "Allowed: dev.",
          'Mend: did you mean "dev"?',
        ),
      ],
    },
    {
      it: "names the environments that there are instead",
      project: { "clouds.aws.environments": { production: {} } },
      problems: [
        told(
          "project.clouds.aws.environments.production is not an environment of this app.",
          "Allowed: dev.",
          "Mend: remove it, or add the environment to envs/environments.ts.",
        ),
      ],
    },
    {
      it: "refuses a cloud that has no account",
      project: { "clouds.aws": absent },
      problems: [
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
  ],
};
