import { clouds } from "../clouds";
import type { Problem } from "../contract/problem";
import {
  type CloudAccountInput,
  type CloudName,
  cloudAccountSchema,
  cloudNames,
  type Project,
  type ProjectInput,
  projectSchema,
} from "../contract/project";
import { nearest, type Parsed, parse, valueAt } from "../contract/shape";
import {
  type StateBackendSettings,
  stateBackendProblems,
  stateBackendSchema,
} from "../contract/state-backend";
import { tagsSchema } from "../contract/tags";
import { stateStores } from "../state-stores";

/** Checks what all environments share. */
export function readProject(input: ProjectInput, environmentNames: readonly string[]): Parsed<Project> {
  const shape = parse(projectSchema, input, "project");
  if (typeof input !== "object" || input === null) return { problems: shape.problems };
  const accounts = Object.values(cloudNames).flatMap((cloud) =>
    accountProblems(input, cloud, environmentNames),
  );
  const stateBackend = readStateBackend(input);
  const problems = [...shape.problems, ...tagProblems(input), ...stateBackend.problems, ...accounts];
  if (problems.length > 0 || shape.value === undefined || stateBackend.value === undefined)
    return { problems };
  const { name, owner, tags } = shape.value;
  return { value: { name, owner, tags, stateBackend: stateBackend.value }, problems: [] };
}

/** The account of a cloud as the project gives it, or undefined where it is absent or of the wrong shape. */
export function accountOf(input: ProjectInput, cloud: CloudName): CloudAccountInput | undefined {
  return cloudAccountSchema.safeParse(givenAccount(input, cloud)).data;
}

function givenAccount(input: ProjectInput, cloud: CloudName): unknown {
  return valueAt(input, ["clouds", cloud]);
}

/** The project's name, or nothing where it isn't one: what is too long for a name is not told twice. */
export function namePrefixOf(input: ProjectInput): string {
  return projectSchema.shape.name.safeParse(valueAt(input, ["name"])).data ?? "";
}

function accountProblems(
  input: ProjectInput,
  cloud: CloudName,
  environmentNames: readonly string[],
): Problem[] {
  const given = givenAccount(input, cloud);
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
      allowed: environmentNames.join(", ") || "nothing",
      mend: nearest(name, environmentNames, "remove it, or add the environment to main.ts"),
    })),
  ];
}

function tagProblems(input: ProjectInput): Problem[] {
  const tags = tagsSchema.safeParse(valueAt(input, ["tags"])).data ?? {};
  const owner = projectSchema.shape.owner.safeParse(valueAt(input, ["owner"])).data ?? "";
  return Object.values(clouds).flatMap((cloud) => [
    ...cloud.tagProblems(tags, "project.tags"),
    ...cloud.tagProblems({ owner }, "project"),
  ]);
}

function readStateBackend(input: ProjectInput): Parsed<StateBackendSettings> {
  const path = "project.stateBackend";
  const { value, problems } = parse(stateBackendSchema, valueAt(input, ["stateBackend"]), path);
  if (value === undefined) return { problems };
  const account = accountOf(input, value.store);
  if (account === undefined) return { problems: missingAccount(input, value.store, `${path}.store`) };
  const settings: StateBackendSettings = {
    ...value,
    namePrefix: namePrefixOf(input),
    account: account.account,
    location: value.location ?? account.region,
  };
  const found = [
    ...stateBackendProblems(settings, path),
    ...stateStores[value.store].problems(settings, path),
    // A location that is the cloud's region is told there.
  ].filter((problem) => value.location !== undefined || problem.path !== `${path}.location`);
  return found.length > 0 ? { problems: found } : { value: settings, problems: [] };
}

/** A cloud is used whose account the project doesn't give; what is wrong with one that it gives is told there. */
export function missingAccount(input: ProjectInput, cloud: CloudName, path: string): Problem[] {
  if (givenAccount(input, cloud) !== undefined) return [];
  return [
    {
      path,
      value: cloud,
      problem: `has no account, because project.clouds.${cloud} is missing`,
      allowed: "a cloud whose account, region and zones the project gives",
      mend: `fill in clouds.${cloud} in envs/project.ts`,
    },
  ];
}
