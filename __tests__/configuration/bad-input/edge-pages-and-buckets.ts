import { type BadInputs, told } from "../refusal";
import { edge } from "../valid-edge";

const uploaded = { outputDirectory: "dist" };

export const badEdgePagesAndBuckets: BadInputs = {
  about: "an edge's site and buckets",
  cases: [
    {
      it: "refuses a site without an output directory",
      ...edge({ pages: { buildCommand: "npm run build", repository: { owner: "acme", name: "site" } } }),
      problems: [
        told("dev.edge.pages.outputDirectory is missing.", "Allowed: text.", "Mend: add the field."),
      ],
    },
    ...["/dist", "../dist", "web/../../dist"].map((outputDirectory) => ({
      it: `refuses ${outputDirectory} for an output directory`,
      ...edge({ pages: { outputDirectory } }),
      problems: [
        told(
          `dev.edge.pages.outputDirectory = "${outputDirectory}" is not of the right form.`,
          'Allowed: a folder relative to the repository, such as "dist".',
          "Mend: write it without '/' at its beginning and without '..'.",
        ),
      ],
    })),
    ...[{ buildCommand: "npm run build" }, { rootDirectory: "web" }, { previews: true }].map((field) => ({
      it: `refuses ${Object.keys(field).join()} for a site that is uploaded`,
      ...edge({ pages: { ...uploaded, ...field } }),
      problems: [
        told(
          `dev.edge.pages.${Object.keys(field).join()} = ${JSON.stringify(Object.values(field)[0])} has no effect on a site that is uploaded.`,
          "Allowed: nothing without a repository.",
          "Mend: remove the field, or name the repository to build from.",
        ),
      ],
    })),
    {
      it: "refuses a site's name that is too long",
      ...edge({ pages: { ...uploaded, name: "a".repeat(59) } }),
      problems: [
        told(
          `dev.edge.pages.name = "${"a".repeat(59)}" is not of the right form.`,
          'Allowed: at most 58 lower-case letters, digits and "-".',
          "Mend: choose a name of this form.",
        ),
      ],
    },
    {
      it: "refuses a host that leads to the site and to the origin",
      ...edge({ records: ["@", "www"], pages: { ...uploaded, domains: ["www"] } }),
      problems: [
        told(
          'dev.edge.pages.domains = "www" is a host that leads to the origin, too.',
          "Allowed: hosts that aren't among records.",
          "Mend: remove it from one of the two lists.",
        ),
      ],
    },
    {
      it: "refuses a site that leaves the origin no host",
      ...edge({ pages: { ...uploaded, domains: ["@", "www", "api"] } }),
      problems: [
        told(
          "dev.edge.records leaves no host that leads to the origin, because Pages answers for each.",
          "Allowed: at least one host that Pages doesn't have.",
          'Mend: name one, such as "app".',
        ),
      ],
    },
    {
      it: "refuses a bucket's name that is too long with the environment's",
      ...edge({ buckets: [{ name: "a".repeat(55), location: "weur" }] }),
      problems: [
        told(
          `dev.edge.buckets = "acme-dev-${"a".repeat(55)}" is too long for the name of an R2 bucket by 1.`,
          "Allowed: 63 characters.",
          "Mend: shorten the bucket's name.",
        ),
      ],
    },
    {
      it: "refuses a location that R2 doesn't have",
      ...edge({ buckets: [{ name: "media", location: "eu-central-1" }] }),
      problems: [
        told(
          'dev.edge.buckets.0.location = "eu-central-1" is neither a location hint nor a jurisdiction of R2.',
          "Allowed: weur, eeur, enam, wnam, apac, oc, eu, fedramp.",
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses two buckets of one name",
      ...edge({ buckets: [1, 2].map(() => ({ name: "media", location: "eu" })) }),
      problems: [
        told(
          'dev.edge.buckets = "media" is the name of several buckets.',
          "Allowed: a name of its own for each bucket.",
          "Mend: rename one of them.",
        ),
      ],
    },
    {
      it: "refuses a bucket that is emptied before it is filled",
      ...edge({ buckets: [{ name: "media", location: "eu", expireAfterDays: 0 }] }),
      problems: [
        told(
          "dev.edge.buckets.0.expireAfterDays = 0 is out of range.",
          "Allowed: a whole number from 1 to 36500 (days).",
          "Mend: use 1.",
        ),
      ],
    },
  ],
};
