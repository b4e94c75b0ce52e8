import type { Problem } from "../../contract/problem";

/** https://docs.hetzner.cloud/reference/cloud#description/labels */
const keyForm = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const valueForm = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Hetzner's own, and those by which constructs find each other's servers. */
const reserved = /^(hetzner\.cloud\/|hera-)/;

const characters = "up to 63 letters, digits, '.', '_' and '-', the first and last a letter or digit";

/** Tags that can't be the labels of a resource of Hetzner Cloud. */
export function hetznerLabelProblems(tags: Readonly<Record<string, string>>, path: string): Problem[] {
  return Object.entries(tags).flatMap(([key, value]) => [
    ...keyProblems(key, value, `${path}.${key || '""'}`),
    ...valueProblems(value, `${path}.${key || '""'}`),
  ]);
}

function keyProblems(key: string, value: string, path: string): Problem[] {
  if (reserved.test(key)) {
    return [
      {
        path,
        value,
        problem: "has a key that is kept for Hetzner's and Hera's own labels",
        allowed: "keys that begin with neither hetzner.cloud/ nor hera-",
        mend: "rename the key",
      },
    ];
  }
  if (keyForm.test(key)) return [];
  return [
    {
      path,
      value,
      problem: "has a key that can't be that of a Hetzner label",
      allowed: `${characters}; a domain and "/" may stand before it`,
      mend: "rename the key",
    },
  ];
}

function valueProblems(value: string, path: string): Problem[] {
  if (valueForm.test(value)) return [];
  return [
    {
      path,
      value,
      problem: "can't be the value of a Hetzner label",
      allowed: characters,
      mend: "write it in these characters",
    },
  ];
}
