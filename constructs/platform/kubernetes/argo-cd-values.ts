import type { PlatformProfile } from "../../contract/platform";

/** What a container asks for and may use; memory has one number, so that no pod lives on what others may claim. */
interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly memory: string };
}

/** What values of a chart may be. */
export type HelmValues = { readonly [key: string]: HelmValue };
type HelmValue = string | number | boolean | HelmValues;

const one: HelmValues = { replicas: 1 };
const two: HelmValues = { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } };

/**
 * The values of Argo CD's chart. Nobody signs in to its server: whoever may use the cluster's API works with
 * `argocd --core` or `argocd admin dashboard`, and everything else is in Git.
 *
 * @param profile `prod` has two of each part and a replicated Redis, which needs three nodes.
 */
export function argoCdValues(profile: PlatformProfile, domain: string): HelmValues {
  const isHa = profile === "prod";
  const replicas = isHa ? two : one;
  return {
    // k8s/base has its network policies: the chart's own ones would open the server to every pod.
    global: { domain: `argocd.${domain}`, networkPolicy: { create: false } },
    // What would be lost with Argo CD's own kinds are all Applications, and with them all that they made.
    crds: { keep: true },
    configs: {
      cm: { "admin.enabled": false, "users.anonymous.enabled": false, "exec.enabled": false },
      rbac: { "policy.default": "" },
    },
    dex: { enabled: false },
    notifications: { enabled: false },
    controller: { resources: memory("250m", isHa ? "2Gi" : "1Gi"), metrics: { enabled: true } },
    server: { ...replicas, resources: memory("50m", "256Mi"), metrics: { enabled: true } },
    repoServer: {
      ...replicas,
      resources: memory("100m", isHa ? "1Gi" : "512Mi"),
      metrics: { enabled: true },
    },
    applicationSet: { ...replicas, resources: memory("50m", "256Mi"), metrics: { enabled: true } },
    redisSecretInit: { resources: memory("10m", "128Mi") },
    redis: { enabled: !isHa, resources: memory("50m", "128Mi") },
    "redis-ha": isHa ? replicatedRedis : { enabled: false },
  };
}

const small = memory("10m", "64Mi");
const podDisruptionBudget = { maxUnavailable: 1 };
const replicatedRedis: HelmValues = {
  enabled: true,
  podDisruptionBudget,
  init: { resources: small },
  redis: { resources: memory("50m", "256Mi") },
  sentinel: { resources: small },
  splitBrainDetection: { resources: small },
  haproxy: { podDisruptionBudget, resources: memory("50m", "128Mi"), init: { resources: small } },
};

function memory(cpu: string, amount: string): Resources & HelmValues {
  return { requests: { cpu, memory: amount }, limits: { memory: amount } };
}
