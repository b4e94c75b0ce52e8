import type { Problem } from "../../contract/problem";
import { keysAlikeInCase } from "../../contract/tags";

/**
 * What every resource of an environment takes: a storage account's keys have up to 128 characters, a DNS zone's no
 * spaces and no digit at the beginning.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations
 */
const keyForm = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/;
const reservedKey = /^(microsoft|azure|windows)/i;
const longestValue = 256;

/** A DNS zone takes 15 tags, fewer than any other resource, and Hera sets four of them. */
const mostTags = 11;

/** Tags that Azure refuses. */
export function azureTagProblems(tags: Readonly<Record<string, string>>, path: string): Problem[] {
  const count = Object.keys(tags).length;
  const tooMany: Problem[] =
    count <= mostTags
      ? []
      : [
          {
            path,
            value: count,
            problem: "is more tags than fit on a DNS zone of Azure",
            allowed: `${mostTags} of project and environment together, beside Hera's own`,
            mend: "remove some",
          },
        ];
  return [
    ...tooMany,
    ...keysAlikeInCase(tags).map((key) => ({
      path: `${path}.${key}`,
      value: tags[key],
      problem: "differs from another tag's key in case alone, which is one key for Azure",
      allowed: "keys that differ in more than case",
      mend: "rename one of the two",
    })),
    ...Object.entries(tags).flatMap(([key, value]) => tagProblems(key, value, `${path}.${key || '""'}`)),
  ];
}

function tagProblems(key: string, value: string, path: string): Problem[] {
  return [
    ...(keyForm.test(key)
      ? []
      : [
          {
            path,
            value,
            problem: "has a key that not every resource of Azure takes",
            allowed: "1 to 128 letters, digits, '_', '-' and '.', beginning with a letter",
            mend: "rename the key",
          },
        ]),
    ...(reservedKey.test(key)
      ? [
          {
            path,
            value,
            problem: "has a key that begins with a word that Azure keeps for itself",
            allowed: "keys that don't begin with microsoft, azure or windows",
            mend: "rename the key",
          },
        ]
      : []),
    ...(value.length <= longestValue
      ? []
      : [
          {
            path,
            value,
            problem: "is too long for a tag",
            allowed: `values of up to ${longestValue} characters`,
            mend: "shorten it",
          },
        ]),
  ];
}
