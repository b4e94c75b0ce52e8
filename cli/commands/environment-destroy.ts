import { type Command, InvalidArgumentError } from "commander";
import { type Destroyed, destroyEnvironment } from "../environment/destroy";
import { commandWith } from "../manual";
import { report } from "../report";
import type { Surroundings } from "../surroundings";

interface Options {
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly withoutCluster?: boolean;
  readonly timeout: number;
  readonly json?: boolean;
}

/** `hera environment destroy ENVIRONMENT`. */
export function environmentDestroyCommand(surroundings: Surroundings): Command {
  return commandWith("destroy", {
    summary: "destroys an environment, and what its cluster's controllers made outside of Terraform",
    description:
      "Destroys an environment's platform, cluster and network in the order in which nothing is left. Terraform alone doesn't know the load balancers, volumes and DNS records that controllers in the cluster made: they would stay, cost money, and keep the network from being deleted. It needs kubectl. Run it as one of the cluster's adminPrincipals, from where its API server is reached, with the program by which they sign in: aws, kubelogin or gke-gcloud-auth-plugin, as the environment's output authExec has it.",
    steps: [
      "Reads the states of <environment> and <environment>-platform. Refuses where kubernetesCluster.deletionProtection is on, in envs/ or still in what is deployed.",
      "Says what will go, and asks for a confirmation.",
      "Removes the root Application, the ApplicationSets, the Applications and projects of Argo CD, until none comes back, so that nothing is made again; what they made still runs. Helm's record of the root goes with it: if the rest is cut short, `npx cdktf deploy '<environment>*'` brings the root back, and Argo CD all that Git has.",
      "Deletes all Ingresses and all Services of type LoadBalancer, and waits until their controllers have deleted the load balancers; then until external-dns, which still runs, has removed their records.",
      "Ends the workloads of the add-ons and of every namespace with volumes, deletes all PersistentVolumeClaims, and waits until the volumes are deleted. Ends with the list of what doesn't go in time; run again, it goes on there.",
      "Runs terraform destroy for <environment>-platform, then for <environment>. Without a cluster, <environment>-platform is only taken out of its state. <environment>-edge stays: it reads nothing of the environment, and its buckets hold data.",
      "Lists what on the cloud still carries the environment's tags, with the commands that delete it.",
    ],
    examples: [
      ["npx hera environment destroy dev --dry-run", "what would go"],
      [
        "npx hera environment destroy dev",
        "dev is gone for the night; `npx cdktf deploy 'dev*'` makes it again",
      ],
      ["npx hera environment destroy dev --without-cluster", "the same where the cluster itself is lost"],
    ],
  })
    .argument("<environment>", "an environment's name")
    .option("--dry-run", "say what would go, and change nothing")
    .option("--force", "do not ask")
    .option("--without-cluster", "go on though nothing can be removed from within the cluster")
    .option("--timeout <minutes>", "how long to wait for controllers, each time", minutes, 15)
    .option("--json", "print one JSON document")
    .action(async (environment: string, options: Options) => {
      const destroyed = await destroyEnvironment(environment, options, surroundings);
      if (destroyed !== undefined) report(surroundings, options, destroyed, () => lines(destroyed));
    });
}

function minutes(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError("It is a whole number of minutes from 1 on.");
  return Number(text);
}

function lines({ environment, kept, records, volumes, left }: Destroyed): readonly string[] {
  return [
    `${environment} is destroyed.`,
    ...kept.map((stack) => `${stack} is still there.`),
    ...records.map((name) => `? the DNS record of ${name} may still be there`),
    ...volumes.map((volume) => `${volume} was kept, as its storage class says; only its disk is left`),
    left.length === 0
      ? "Nothing on the cloud carries its tags any more."
      : "Still on the cloud, with its tags; what a cloud deletes later by itself is among it:",
    ...left.flatMap(({ name, deletion }) => [
      name,
      ...(deletion === undefined ? [] : [`  delete it: ${deletion}`]),
    ]),
  ];
}
