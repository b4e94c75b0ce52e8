import { clouds } from "./clouds";
import type { Problem } from "./contract/problem";
import {
  type CloudAccountInput,
  type CloudName,
  cloudAccountSchema,
  cloudNames,
  type Project,
  type ProjectInput,
  projectSchema,
} from "./contract/project";
import { nearest, type Parsed, parse } from "./contract/shape";
import {
  type StateBackendSettings,
  stateBackendProblems,
  stateBackendSchema,
} from "./contract/state-backend";
import { stateStores } from "./state-stores";

/** Checks what all environments share. */
export function readProject(input: ProjectInput, environmentNames: readonly string[]): Parsed<Project> {
  const shape = parse(projectSchema, input, "project");
  const accounts = Object.values(cloudNames).flatMap((cloud) =>
    accountProblems(input, cloud, environmentNames),
  );
  const stateBackend = readStateBackend(input);
  const problems = [...shape.problems, ...tagProblems(input), ...accounts, ...stateBackend.problems];
  if (problems.length > 0 || shape.value === undefined || stateBackend.value === undefined)
    return { problems };
  const { name, owner, tags } = shape.value;
  return { value: { name, owner, tags, stateBackend: stateBackend.value }, problems: [] };
}

/** The account of a cloud as the project gives it, or undefined where it is absent or of the wrong shape. */
export function accountOf(
  { clouds: accounts }: ProjectInput,
  cloud: CloudName,
): CloudAccountInput | undefined {
  return cloudAccountSchema.safeParse(accounts?.[cloud]).data;
}

function accountProblems(
  input: ProjectInput,
  cloud: CloudName,
  environmentNames: readonly string[],
): Problem[] {
  const given = input.clouds?.[cloud];
  if (given === undefined) return [];
  const path = `project.clouds.${cloud}`;
  const { value: account, problems } = parse(cloudAccountSchema, given, path);
  if (account === undefined) return [...problems];
  const strangers = Object.keys(account.environments).filter((name) => !environmentNames.includes(name));
  return [
    ...clouds[cloud].accountProblems(account, path),
    ...strangers.map((name) => ({
      path: `${path}.environments.${name}`,
      problem: "is not an environment of this app",
      allowed: environmentNames.join(", "),
      mend: nearest(name, environmentNames),
    })),
  ];
}

function tagProblems({ owner, tags = {} }: ProjectInput): Problem[] {
  return Object.values(clouds).flatMap((cloud) => [
    ...cloud.tagProblems(tags, "project.tags"),
    ...cloud.tagProblems({ owner }, "project"),
  ]);
}

function readStateBackend(input: ProjectInput): Parsed<StateBackendSettings> {
  const path = "project.stateBackend";
  const { value, problems } = parse(stateBackendSchema, input.stateBackend, path);
  if (value === undefined) return { problems };
  const account = accountOf(input, value.store);
  if (account === undefined) return { problems: [missingAccount(`${path}.store`, value.store)] };
  const settings: StateBackendSettings = {
    ...value,
    namePrefix: input.name,
    account: account.account,
    location: value.location ?? account.region,
  };
  const found = [
    ...stateBackendProblems(settings, path),
    ...stateStores[value.store].problems(settings, path),
  ];
  return found.length > 0 ? { problems: found } : { value: settings, problems: [] };
}

/** A cloud is used whose account the project doesn't give. */
export function missingAccount(path: string, cloud: CloudName): Problem {
  return {
    path,
    value: cloud,
    problem: `has no usable account: project.clouds.${cloud} is missing or wrong`,
    allowed: "a cloud whose account, region and zones the project gives",
    mend: `fill in clouds.${cloud} in envs/project.ts`,
  };
}
