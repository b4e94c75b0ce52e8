import type { Problem } from "../../contract/problem";
import { keysAlikeInCase } from "../../contract/tags";

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices */
const allowedCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags that AWS refuses. */
export function awsTagProblems(tags: Readonly<Record<string, string>>, path: string): Problem[] {
  const count = Object.keys(tags).length;
  const tooMany: Problem[] =
    count <= 40
      ? []
      : [
          {
            path,
            value: count,
            problem: "is more tags than fit",
            allowed: "40 of project and environment together; Hera and EKS add others, and AWS' limit is 50",
            mend: "remove some",
          },
        ];
  return [
    ...tooMany,
    ...alikeKeys(tags, path),
    ...Object.entries(tags).flatMap(([key, value]) => tagProblems(key, value, path)),
  ];
}

function tagProblems(key: string, value: string, path: string): Problem[] {
  const field = { path: `${path}.${key === "" ? '""' : key}`, value };
  const problems: Problem[] = [];
  if (/^aws:/i.test(key)) {
    problems.push({
      ...field,
      problem: 'has a key that begins with "aws:", which AWS keeps for itself',
      allowed: "any other key",
      mend: "rename the key",
    });
  }
  if (key.length === 0 || key.length > 128 || value.length > 256) {
    problems.push({
      ...field,
      problem: "is too long for a tag, or has no key",
      allowed: "keys of 1 to 128 and values of up to 256 characters",
      mend: "shorten it",
    });
  }
  if (!allowedCharacters.test(key) || !allowedCharacters.test(value)) {
    problems.push({
      ...field,
      problem: "has a character that AWS refuses in tags",
      allowed: "letters, digits, spaces and _ . : / = + - @",
      mend: "replace the other characters",
    });
  }
  return problems;
}

/** IAM takes keys that differ in case alone for one: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
function alikeKeys(tags: Readonly<Record<string, string>>, path: string): Problem[] {
  return keysAlikeInCase(tags).map((key) => ({
    path: `${path}.${key}`,
    value: tags[key],
    problem: "differs from another tag's key in case alone, which IAM refuses",
    allowed: "keys that differ in more than case",
    mend: "rename one of the two",
  }));
}
