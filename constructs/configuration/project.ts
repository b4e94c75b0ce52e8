import { clouds } from "../clouds";
import { type Capabilities, optionalAccountFields } from "../contract/capabilities";
import type { ProjectEdge } from "../contract/edge-zone";
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
import { type StateBackendSettings, stateBackendSchema } from "../contract/state-backend";
import { stateBackendProblems, storeCapabilityProblems } from "../contract/state-backend-checks";
import { tagsSchema } from "../contract/tags";
import { projectEdgeProblems } from "../edge/cloudflare/cloudflare-zone-checks";
import { stateStores } from "../state-stores";

/** Checks what all environments share. */
export function readProject(input: ProjectInput, environmentNames: readonly string[]): Parsed<Project> {
  const shape = parse(projectSchema, input, "project");
  if (typeof input !== "object" || input === null) return { problems: shape.problems };
  const accounts = Object.values(cloudNames).flatMap((cloud) =>
    accountProblems(input, cloud, environmentNames),
  );
  const edge = edgeOf(input);
  // The zones' stack keeps its state like an environment of that name, so that it has roles of its own.
  const stateOwners = edge === undefined ? environmentNames : [...environmentNames, "edge"];
  const stateBackend = readStateBackend(input, stateOwners);
  const problems = [
    ...shape.problems,
    ...tagProblems(input),
    ...stateBackend.problems,
    ...accounts,
    ...(edge === undefined ? [] : projectEdgeProblems(edge, "project.edge")),
  ];
  if (problems.length > 0 || shape.value === undefined || stateBackend.value === undefined)
    return { problems };
  const { name, owner, tags } = shape.value;
  return { value: { name, owner, tags, stateBackend: stateBackend.value, edge }, problems: [] };
}

/** Cloudflare's account and zones as the project gives them, or undefined where they are absent or of the wrong shape. */
export function edgeOf(input: ProjectInput): ProjectEdge | undefined {
  return projectSchema.shape.edge.safeParse(valueAt(input, ["edge"])).data;
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
    ...foreignFields(account, clouds[cloud].capabilities, cloud, path),
    ...workloadCloudProblems(input, cloud, account, path),
    ...strangers.map((name) => ({
      path: `${path}.environments.${name}`,
      problem: "is not an environment of this app",
      allowed: environmentNames.join(", ") || "nothing",
      mend: nearest(name, environmentNames, "remove it, or add the environment to envs/environments.ts"),
    })),
  ];
}

/** A cloud for workloads that isn't there, or can't take them. */
function workloadCloudProblems(
  input: ProjectInput,
  cloud: CloudName,
  { workloadsOn }: CloudAccountInput,
  path: string,
): Problem[] {
  if (workloadsOn === undefined) return [];
  const able = cloudNames.filter((name) => clouds[name].workloadFederation !== undefined && name !== cloud);
  if (able.includes(workloadsOn)) return missingAccount(input, workloadsOn, `${path}.workloadsOn`);
  return [
    {
      path: `${path}.workloadsOn`,
      value: workloadsOn,
      problem: `is a cloud that grants nothing to pods of ${cloud}`,
      allowed: able.map((name) => JSON.stringify(name)).join(", ") || "nothing",
      mend: "name one of these, or remove the field",
    },
  ];
}

/** What only other clouds' accounts have. */
function foreignFields(
  { tenant, dnsZoneIds, identityProvider, workloadsOn, environments = {} }: CloudAccountInput,
  { accountFields }: Capabilities,
  cloud: CloudName,
  path: string,
): Problem[] {
  const ofAll = { tenant, dnsZoneIds, identityProvider, workloadsOn };
  const given = [
    { at: path, fields: ofAll },
    ...Object.entries(environments).map(([name, { deployRole, dnsZoneIds: zones }]) => ({
      at: `${path}.environments.${name}`,
      fields: { deployRole, dnsZoneIds: zones },
    })),
  ];
  return given
    .flatMap(({ at, fields }) =>
      optionalAccountFields.map((field) => ({
        field,
        at: `${at}.${field}`,
        value: valueAt(fields, [field]),
      })),
    )
    .filter(({ field, value }) => value !== undefined && !accountFields.includes(field))
    .map(({ at, value }) => ({
      path: at,
      value,
      problem: `is something that ${cloud} doesn't have`,
      allowed: "nothing",
      mend: "remove the field",
    }));
}

function tagProblems(input: ProjectInput): Problem[] {
  const tags = tagsSchema.safeParse(valueAt(input, ["tags"])).data ?? {};
  const owner = projectSchema.shape.owner.safeParse(valueAt(input, ["owner"])).data ?? "";
  const name = stateBackendSchema.shape.store.safeParse(valueAt(input, ["stateBackend", "store"])).data;
  const store = name === undefined ? undefined : stateStores[name];
  const used = cloudNames.filter((cloud) => givenAccount(input, cloud) !== undefined);
  const places = [...used.map((cloud) => clouds[cloud]), store];
  // A store's rules can be those of a cloud, which tells them once.
  const rules = new Set(places.flatMap((place) => place?.tagProblems ?? []));
  return [...rules].flatMap((problems) => [
    ...problems(tags, "project.tags"),
    ...problems({ owner }, "project"),
  ]);
}

function readStateBackend(
  input: ProjectInput,
  environments: readonly string[],
): Parsed<StateBackendSettings> {
  const path = "project.stateBackend";
  const given = valueAt(input, ["stateBackend"]);
  const { value, problems } = parse(stateBackendSchema, given, path);
  if (value === undefined) return { problems };
  const store = stateStores[value.store];
  const cloud = cloudNames.find((name) => name === value.store);
  const cloudAccount = cloud && accountOf(input, cloud);
  const place = {
    account: value.account ?? cloudAccount?.account,
    location: value.location ?? (cloudAccount && (store.locationIn ?? regionOf)(cloudAccount)),
  };
  // What is wrong beside a missing place is told with it.
  const { account = "", location = "" } = place;
  const settings: StateBackendSettings = {
    ...value,
    namePrefix: namePrefixOf(input),
    account,
    tenant: value.tenant ?? cloudAccount?.tenant,
    location,
    environments,
  };
  // What the store doesn't say itself is told of its cloud's account, or as missing.
  const toldElsewhere = (["account", "location", ...(cloudAccount ? ["tenant" as const] : [])] as const)
    .filter((field) => value[field] === undefined)
    .map((field) => `${path}.${field}`);
  const found = [
    ...stateBackendProblems(settings, path),
    ...storeCapabilityProblems(given, settings, store.capabilities, path),
    ...store.problems(settings, path),
  ].filter((problem) => !toldElsewhere.includes(problem.path));
  if (place.account === undefined || place.location === undefined) {
    return { problems: [...missingPlace(input, cloud, place, path), ...found] };
  }
  return found.length > 0 ? { problems: found } : { value: settings, problems: [] };
}

/** Most stores of a cloud are where its environments are. */
function regionOf({ region }: CloudAccountInput): string {
  return region;
}

/** The store has neither a place of its own nor that of a cloud. */
function missingPlace(
  input: ProjectInput,
  cloud: CloudName | undefined,
  place: { readonly account: string | undefined; readonly location: string | undefined },
  path: string,
): Problem[] {
  const missing = (["account", "location"] as const).filter((field) => place[field] === undefined);
  // What is wrong with an account that is given is told of it; where half of a place is given, the other half is wanted.
  const isCloudWanted = cloud !== undefined && missing.length === 2;
  const isCloudGiven = cloud !== undefined && givenAccount(input, cloud) !== undefined;
  return isCloudWanted || isCloudGiven
    ? missingAccount(input, cloud, `${path}.store`)
    : missing.map((field) => ({
        path: `${path}.${field}`,
        problem: "is missing, and no cloud of the project has the store's name to take it from",
        allowed: field === "account" ? "the account that holds the store" : "a location of the store",
        mend: "add the field",
      }));
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
