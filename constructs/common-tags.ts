import type { Project } from "./contract/project";

/** The tags that every resource of a stack carries, so that it can be found and charged by them. */
export function commonTags(
  project: Project,
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
