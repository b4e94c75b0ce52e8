import type { Problem } from "../../contract/problem";

/** https://docs.cloud.google.com/storage/docs/tags-and-labels#bucket-labels; the provider holds keys to the same. */
const keyForm = /^[a-z][a-z0-9_-]{0,62}$/;
const valueForm = /^[a-z0-9_-]{0,63}$/;

/** Hera's own, and the one that the provider adds. */
const ownLabels = 5;
const limit = 64;

/** Tags that can't be the labels of a Google Cloud resource. */
export function gcpLabelProblems(tags: Readonly<Record<string, string>>, path: string): Problem[] {
  const count = Object.keys(tags).length;
  const tooMany: Problem[] =
    count <= limit - ownLabels
      ? []
      : [
          {
            path,
            value: count,
            problem: "is more labels than fit on a Google Cloud resource",
            allowed: `${limit - ownLabels}, beside Hera's own`,
            mend: "remove some",
          },
        ];
  return [
    ...tooMany,
    ...Object.entries(tags).flatMap(([key, value]) => labelProblems(key, value, `${path}.${key || '""'}`)),
  ];
}

function labelProblems(key: string, value: string, path: string): Problem[] {
  return [
    ...(keyForm.test(key)
      ? []
      : [
          {
            path,
            value,
            problem: "has a key that can't be that of a Google Cloud label",
            allowed: "1 to 63 lower-case letters, digits, '_' and '-', beginning with a letter",
            mend: "rename the key",
          },
        ]),
    ...(valueForm.test(value)
      ? []
      : [
          {
            path,
            value,
            problem: "can't be the value of a Google Cloud label",
            allowed: "up to 63 lower-case letters, digits, '_' and '-'",
            mend: "write it in these characters",
          },
        ]),
  ];
}
