// One environment on the local cloud, from its making to its end, told as facts.
import { clouds } from "../../../constructs/clouds";
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import type { ProjectInput } from "../../../constructs/contract/project";
import type { CommandResult } from "../../../scripts/commands";
import { type ChangedResource, changedResources } from "../plan-changes";
import type { World } from "../world";

/** What was seen of an environment while it stood. */
export interface EnvironmentLife {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly hasChangesAfterApply: boolean;
  /** Its state, as Terraform keeps it. */
  readonly state: string;
  /** What a further pool, an identity, and a further zone where there is one, would change. */
  readonly growth: readonly ChangedResource[];
  /** The outputs after it. */
  readonly grownOutputs: Readonly<Record<string, unknown>>;
  readonly hasChangesAfterGrowth: boolean;
  /** Whether another environment in the app would change anything of this one. */
  readonly hasChangesBesideAnother: boolean;
}

/** What the workload would like to do, as far as the cloud can allow it. */
const wanted = ["secrets.read", "objectstore.readwrite", "volumes.snapshot"] as const;

/** The environment with one more zone, where the project has one, one more pool, and an identity for a workload. */
export function grown(environment: EnvironmentInput): EnvironmentInput {
  const { cloud, kubernetesCluster } = environment;
  const { capabilities: can } = clouds[cloud];
  const pool = {
    name: "further",
    role: "workload",
    size: "small",
    minNodes: 1,
    maxNodes: 2,
    zones: [1],
  } as const;
  return {
    ...environment,
    zones: 3,
    kubernetesCluster: {
      ...kubernetesCluster,
      nodePools: [...kubernetesCluster.nodePools, pool],
      workloadIdentities: [
        {
          name: "worker",
          namespace: "apps",
          serviceAccount: "worker",
          permissions: wanted.filter((permission) => can.workloadPermissions.includes(permission)),
        },
      ],
    },
  };
}

function unprotected(environment: EnvironmentInput): EnvironmentInput {
  return {
    ...environment,
    kubernetesCluster: { ...environment.kubernetesCluster, deletionProtection: false },
  };
}

/** Makes the environment, and lets it grow. */
export async function live(
  world: World,
  project: ProjectInput,
  environment: EnvironmentInput,
): Promise<EnvironmentLife> {
  const { name } = environment;
  const terraform = world.terraform(world.synthesize(name, project, [environment]), name);
  await terraform.init();
  await terraform.apply();
  const outputs = await terraform.output();
  const { hasChanges: hasChangesAfterApply } = await terraform.plan();
  const { output: state } = await terraform.run("state", "pull");

  world.synthesize(name, project, [grown(environment)]);
  await terraform.plan("-out=growth.tfplan");
  const growth = changedResources(await terraform.show("growth.tfplan"));
  await terraform.apply("growth.tfplan");
  const { hasChanges: hasChangesAfterGrowth } = await terraform.plan();
  const grownOutputs = await terraform.output();
  // A platform needs a domain of its own.
  const { platform: _, ...others } = environment;
  world.synthesize(name, project, [grown(environment), { ...others, name: "further" }]);
  const { hasChanges: hasChangesBesideAnother } = await terraform.plan();
  return {
    outputs,
    hasChangesAfterApply,
    state,
    growth,
    grownOutputs,
    hasChangesAfterGrowth,
    hasChangesBesideAnother,
  };
}

/** Tries to destroy what is protected, then lifts the protection in one apply and destroys in the next. */
export async function removeProtected(
  world: World,
  project: ProjectInput,
  environment: EnvironmentInput,
): Promise<CommandResult> {
  const { name } = environment;
  const terraform = world.terraform(world.synthesize(name, project, [grown(environment)]), name);
  const refused = await terraform.run("destroy", "-auto-approve", "-input=false");
  world.synthesize(name, project, [unprotected(grown(environment))]);
  await terraform.apply();
  await terraform.destroy();
  return refused;
}

/** Destroys in the evening, creates again in the morning, and destroys for good. Gives what the morning's plan said. */
export async function destroyTwice(
  world: World,
  project: ProjectInput,
  environment: EnvironmentInput,
): Promise<{ readonly hasChangesAfterMorning: boolean }> {
  const { name } = environment;
  const terraform = world.terraform(world.synthesize(name, project, [grown(environment)]), name);
  await terraform.destroy();
  world.synthesize(name, project, [environment]);
  await terraform.apply();
  const { hasChanges: hasChangesAfterMorning } = await terraform.plan();
  await terraform.destroy();
  return { hasChangesAfterMorning };
}
