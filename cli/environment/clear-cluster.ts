// Removes from a cluster what its controllers made outside of it, which would outlive it, cost money, and keep its network
// from being deleted.
import { CommandError } from "../command-error";
import { askNameServers, recordsLeft } from "./dns-records";
import { stopGitOps } from "./git-ops";
import { type Kubectl, nameOf } from "./kubectl";
import { hostNames, removeLoadBalancers } from "./load-balancers";
import { endAddOns, keptVolumes, removeVolumes } from "./volumes";
import { type Patience, waitUntilGone } from "./wait-until-gone";

/** Records take as long as external-dns takes to look again: a minute, and a few more where it is busy. */
const RECORD_MINUTES = 5;

/** What stays though the cluster goes. */
export interface StaysBehind {
  /** DNS records, by name. */
  readonly records: readonly string[];
  /** Volumes whose class keeps them. */
  readonly volumes: readonly string[];
}

/**
 * Clears a cluster, in this order: what would make everything again; load balancers and records, while their controllers
 * run; then what runs, and its volumes.
 *
 * @param nameServers Those of the environment's zone.
 * @throws CommandError where something doesn't go in time.
 */
export async function clearCluster(
  kubectl: Kubectl,
  nameServers: readonly string[],
  patience: Patience,
): Promise<StaysBehind> {
  const { steps } = patience;
  await steps.step("stopping Argo CD from making anything again", async () => {
    const stop = async () => (await stopGitOps(kubectl)).map(nameOf);
    assertGone(await waitUntilGone(patience, stop), patience);
  });
  const hosts = await hostNames(kubectl);
  await steps.step("deleting ingresses and load balancers", async () => {
    assertGone(await waitUntilGone(patience, () => removeLoadBalancers(kubectl)), patience);
  });
  const records = await steps.step(`waiting for the DNS records of ${hosts.length} names`, () =>
    recordsOf(hosts, nameServers, patience),
  );
  await steps.step("ending the add-ons, and what uses volumes; deleting the volumes", async () => {
    await endAddOns(kubectl);
    assertGone(await waitUntilGone(patience, () => removeVolumes(kubectl)), patience);
  });
  return { records, volumes: await keptVolumes(kubectl) };
}

/** Nothing fails for records that stay: they keep nothing from being deleted. */
async function recordsOf(
  hosts: readonly string[],
  nameServers: readonly string[],
  patience: Patience,
): Promise<readonly string[]> {
  const ask = await askNameServers(nameServers);
  const { unknown } = await recordsLeft(hosts, ask);
  if (unknown.length > 0) {
    patience.steps.detail(`no name server of the zone answers for ${unknown.join(", ")}, so nobody can tell`);
  }
  const known = hosts.filter((host) => !unknown.includes(host));
  const look = async () => (await recordsLeft(known, ask)).existing;
  const left = await waitUntilGone({ ...patience, minutes: RECORD_MINUTES }, look);
  return [...left, ...unknown];
}

function assertGone(left: readonly string[], { minutes }: Patience): void {
  if (left.length === 0) return;
  throw new CommandError(
    "failed",
    `after ${minutes} minutes there still are ${left.join(", ")}`,
    "look at their events by `kubectl describe`: a controller that can't delete what it made says why there; then run this again, which goes on where it stopped",
  );
}
