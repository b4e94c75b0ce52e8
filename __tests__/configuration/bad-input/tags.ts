import { type BadInputs, told } from "../refusal";

const many = (prefix: string) =>
  Object.fromEntries(Array.from({ length: 25 }, (_, place) => [`${prefix}-${place}`, ""]));

export const badTags: BadInputs = {
  about: "the tags",
  cases: [
    {
      it: "refuse a key that AWS keeps for itself",
      project: { tags: { "aws:team": "a" } },
      problems: [
        told(
          'project.tags.aws:team = "a" has a key that begins with "aws:", which AWS keeps for itself.',
          "Allowed: any other key.",
          "Mend: rename the key.",
        ),
      ],
    },
    {
      it: "refuse it in capitals as well",
      dev: { tags: { "AWS:team": "a" } },
      problems: [
        told(
          'dev.tags.AWS:team = "a" has a key that begins with "aws:", which AWS keeps for itself.',
          "Allowed: any other key.",
          "Mend: rename the key.",
        ),
      ],
    },
    {
      it: "refuse a key of 129 characters",
      project: { tags: { ["k".repeat(129)]: "" } },
      problems: [
        told(
          'project.tags.kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk = "" is too long for a tag, or has no key.',
          "Allowed: keys of 1 to 128 and values of up to 256 characters.",
          "Mend: shorten it.",
        ),
      ],
    },
    {
      it: "refuse a value of 257 characters",
      dev: { tags: { note: "v".repeat(257) } },
      problems: [
        told(
          'dev.tags.note = "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv" is too long for a tag, or has no key.',
          "Allowed: keys of 1 to 128 and values of up to 256 characters.",
          "Mend: shorten it.",
        ),
      ],
    },
    {
      it: "refuse an empty key",
      dev: { tags: { "": "a" } },
      problems: [
        told(
          'dev.tags."" = "a" is too long for a tag, or has no key.',
          "Allowed: keys of 1 to 128 and values of up to 256 characters.",
          "Mend: shorten it.",
        ),
      ],
    },
    {
      it: "refuse a key with a character that AWS refuses",
      project: { tags: { "cost,centre": "42" } },
      problems: [
        told(
          'project.tags.cost,centre = "42" has a character that AWS refuses in tags.',
          "Allowed: letters, digits, spaces and _ . : / = + - @.",
          "Mend: replace the other characters.",
        ),
      ],
    },
    {
      it: "refuse a value with a character that AWS refuses",
      dev: { tags: { budget: "100 €" } },
      problems: [
        told(
          'dev.tags.budget = "100 €" has a character that AWS refuses in tags.',
          "Allowed: letters, digits, spaces and _ . : / = + - @.",
          "Mend: replace the other characters.",
        ),
      ],
    },
    {
      it: "refuse a line break",
      dev: { tags: { note: "one\ntwo" } },
      problems: [
        told(
          'dev.tags.note = "one\\ntwo" has a character that AWS refuses in tags.',
          "Allowed: letters, digits, spaces and _ . : / = + - @.",
          "Mend: replace the other characters.",
        ),
      ],
    },
    {
      it: "refuse the keys of Hera's own",
      dev: { tags: { Owner: "somebody-else" } },
      problems: [
        told(
          'dev.tags = {"Owner":"somebody-else"} has a key that Hera sets itself.',
          "Allowed: any keys but project, environment, owner, managed-by.",
          "Mend: rename or remove it.",
        ),
      ],
    },
    {
      it: "refuse keys of project and environment that differ in case alone",
      project: { tags: { "cost-center": "1" } },
      dev: { tags: { "Cost-Center": "2" } },
      problems: [
        told(
          'dev.tags.Cost-Center = "2" differs from another tag\'s key in case alone, which IAM refuses.',
          "Allowed: keys that differ in more than case.",
          "Mend: rename one of the two.",
        ),
      ],
    },
    {
      it: "refuse more than AWS takes",
      dev: { tags: Object.fromEntries(Array.from({ length: 41 }, (_, place) => [`tag-${place}`, ""])) },
      problems: [
        told(
          "dev.tags = 42 is more tags than fit.",
          "Allowed: 40 of project and environment together; Hera and EKS add others, and AWS' limit is 50.",
          "Mend: remove some.",
        ),
      ],
    },
    {
      it: "count those of project and environment together",
      project: { tags: many("a") },
      dev: { tags: many("b") },
      problems: [
        told(
          "dev.tags = 50 is more tags than fit.",
          "Allowed: 40 of project and environment together; Hera and EKS add others, and AWS' limit is 50.",
          "Mend: remove some.",
        ),
      ],
    },
  ],
};
