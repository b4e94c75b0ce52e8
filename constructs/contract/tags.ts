import { z } from "zod";
import { ruled } from "./rule";

/** The tags that Hera itself puts on every resource. */
const ownKeys = ["project", "environment", "owner", "managed-by"];

/** Further tags, which may not take the place of Hera's own. */
export const tagsSchema = ruled(z.record(z.string(), z.string()), {
  holds: (tags) => Object.keys(tags).every((key) => !ownKeys.includes(key.toLowerCase())),
  problem: "has a key that Hera sets itself",
  allowed: `any keys but ${ownKeys.join(", ")}`,
  mend: "rename or remove it",
}).default({});

/** The keys that differ from an earlier one in case alone. */
export function keysAlikeInCase(tags: Readonly<Record<string, string>>): readonly string[] {
  const keys = Object.keys(tags);
  const lowerCase = keys.map((key) => key.toLowerCase());
  return keys.filter((key, place) => lowerCase.indexOf(key.toLowerCase()) < place);
}

/** What the tags say of a project. */
interface TaggedProject {
  readonly name: string;
  readonly owner: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The tags that every resource of a stack carries, so that it can be found and charged by them. */
export function commonTags(
  project: TaggedProject,
  environment: string,
  tags: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    ...project.tags,
    ...tags,
    project: project.name,
    environment,
    owner: project.owner,
    "managed-by": "hera",
  };
}
