import type { DraftEnvironment } from "../../contract/environment";
import type { KubernetesClusterSettings } from "../../contract/kubernetes-cluster";
import type { Overrides } from "../../contract/overrides";
import type { Problem } from "../../contract/problem";
import type { Account } from "../../contract/project";
import { controlPlaneLocations } from "./control-plane";

/** What is wrong with the control plane and with what pods may do. */
export function controlPlaneProblems(environment: DraftEnvironment): Problem[] {
  const { name, account, kubernetesCluster: cluster, overrides } = environment;
  if (cluster === undefined) return [];
  return [
    ...serverNumberProblems(cluster, overrides, name),
    ...(account === undefined
      ? []
      : [...locationProblems(cluster, account, name), ...identityProblems(cluster, account, name)]),
  ];
}

function serverNumberProblems(
  { controlPlaneHa }: KubernetesClusterSettings,
  { hetzner: { controlPlaneServers: servers } }: Overrides,
  name: string,
): Problem[] {
  if (servers === undefined || controlPlaneHa === servers > 1) return [];
  const field = { path: `${name}.overrides.hetzner.controlPlaneServers`, value: servers };
  if (controlPlaneHa) {
    return [
      {
        ...field,
        problem: "is a control plane that is lost with its zone, and controlPlaneHa is true",
        allowed: "3 or 5",
        mend: "use 3, or set controlPlaneHa: false",
      },
    ];
  }
  return [
    {
      ...field,
      problem: "is a control plane of several servers, and controlPlaneHa is false",
      allowed: "1",
      mend: "remove it, or set controlPlaneHa: true",
    },
  ];
}

/** etcd goes on without one of three locations, but not without one of two. */
function locationProblems(
  { controlPlaneHa }: KubernetesClusterSettings,
  { zones }: Account,
  name: string,
): Problem[] {
  if (!controlPlaneHa || zones.length >= controlPlaneLocations) return [];
  return [
    {
      path: `${name}.kubernetesCluster.controlPlaneHa`,
      value: controlPlaneHa,
      problem: `needs ${controlPlaneLocations} locations for its servers, and the project lists ${zones.join(", ")}`,
      allowed: `true where clouds.hetzner.zones lists ${controlPlaneLocations} locations; the environment may span fewer`,
      mend: "list further locations in envs/project.ts, or use controlPlaneHa: false",
    },
  ];
}

function identityProblems(
  { workloadIdentities }: KubernetesClusterSettings,
  { workloads }: Account,
  name: string,
): Problem[] {
  if (workloads !== undefined) return [];
  return workloadIdentities.map((identity) => ({
    path: `${name}.kubernetesCluster.workloadIdentities.${identity.name}`,
    value: identity.permissions,
    problem:
      "asks for what Hetzner can't grant: it has no identities for workloads, no secrets and no DNS roles",
    allowed: "identities on another cloud, which clouds.hetzner.workloadsOn names",
    mend: "set workloadsOn in envs/project.ts, or remove the identity",
  }));
}
