import { addOns } from "../contract/add-ons";
import { catalogueProblems } from "../contract/catalogue-checks";
import type { Environment, EnvironmentInput } from "../contract/environment";
import { ConfigurationError, type Problem } from "../contract/problem";
import type { CloudName, Project, ProjectInput } from "../contract/project";
import { valueAt } from "../contract/shape";
import { edgeProblemsBetween } from "./edge";
import { readEnvironment } from "./environment";
import { sharedDomains } from "./platform";
import { readProject } from "./project";

/** A configuration that was checked: every default filled in, every account and zone looked up. */
export interface Configuration {
  readonly project: Project;
  readonly environments: readonly Environment[];
}

/**
 * Checks a project and its environments against the contract and against the clouds that they use.
 *
 * @throws ConfigurationError with every problem that was found.
 */
export function readConfiguration(
  projectInput: ProjectInput,
  environmentInputs: readonly EnvironmentInput[],
): Configuration {
  const names = environmentInputs
    .map((input) => valueAt(input, ["name"]))
    .filter((name) => typeof name === "string");
  const project = readProject(projectInput, names);
  const environments = environmentInputs.map((input, place) =>
    readEnvironment(input, place, projectInput, project),
  );
  const checked = environments.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const problems = [
    ...project.problems,
    ...environments.flatMap((environment) => environment.problems),
    ...repeatedNames(names),
    ...sharedPrefixes(checked),
    ...sharedDomains(checked),
    ...edgeProblemsBetween(checked, project.value),
    ...catalogueProblems(addOns),
  ];
  if (problems.length > 0 || project.value === undefined || checked.length < environments.length) {
    throw new ConfigurationError(problems);
  }
  return { project: project.value, environments: checked };
}

function repeatedNames(names: readonly string[]): Problem[] {
  const repeated = names.filter((name, place) => names.indexOf(name) < place);
  return [...new Set(repeated)].map((name) => ({
    path: `${name}.name`,
    value: name,
    problem: "is the name of several environments",
    allowed: "a name of its own for each environment",
    mend: "rename one of them",
  }));
}

/**
 * Names that begin with another environment's: what workloads may reach is told by `<project>-<environment>-`, so that
 * the identities of `dev` would reach the buckets of `dev-eu`.
 */
function sharedPrefixes(environments: readonly Environment[]): Problem[] {
  return environments
    .filter(
      ({ kubernetesCluster, platform }) =>
        kubernetesCluster.workloadIdentities.length > 0 || platform !== undefined,
    )
    .flatMap((owner) =>
      environments
        .filter(
          ({ name, ...other }) => keepsThingsOn(other, reachOf(owner)) && name.startsWith(`${owner.name}-`),
        )
        .map(({ name }) => ({
          path: `${name}.name`,
          value: name,
          problem: `begins like what the workload identities of ${owner.name} may reach`,
          allowed: `names that don't begin with "${owner.name}-"`,
          mend: "rename one of the two environments",
        })),
    );
}

/** The cloud that an environment's workload identities are on. */
function reachOf({ cloud, account }: Pick<Environment, "cloud" | "account">): CloudName {
  return account.workloads?.cloud ?? cloud;
}

/** Whether an environment, or its workloads, have secrets and buckets on a cloud. */
function keepsThingsOn(environment: Pick<Environment, "cloud" | "account">, cloud: CloudName): boolean {
  return environment.cloud === cloud || reachOf(environment) === cloud;
}
