import type { MaintenanceWindow } from "../../contract/kubernetes-cluster";
import { maintenanceTimes } from "./maintenance-times";
import { upgradeController } from "./upgrade-controller";

const namespace = "system-upgrade";

/**
 * Upgrades k3s to the newest patch of the environment's minor, the control plane first, one node after the other.
 * https://docs.k3s.io/upgrades/automated
 */
export function upgradeManifest(kubernetesVersion: string, window: MaintenanceWindow | undefined): object[] {
  const common = {
    concurrency: 1,
    channel: `https://update.k3s.io/v1-release/channels/v${kubernetesVersion}`,
    serviceAccountName: namespace,
    tolerations: [{ operator: "Exists" }],
    ...(window === undefined ? {} : { window: planWindow(window) }),
    upgrade: { image: "rancher/k3s-upgrade" },
  };
  return [
    ...upgradeController(namespace),
    plan("k3s-server", { ...common, nodeSelector: onControlPlane("Exists"), cordon: true }),
    plan("k3s-agent", {
      ...common,
      nodeSelector: onControlPlane("DoesNotExist"),
      // Waits until the control plane has the release.
      prepare: { image: "rancher/k3s-upgrade", args: ["prepare", "k3s-server"] },
      drain: { force: true, skipWaitForDeleteTimeout: 60 },
    }),
  ];
}

function plan(name: string, spec: object): object {
  return { apiVersion: "upgrade.cattle.io/v1", kind: "Plan", metadata: { name, namespace }, spec };
}

function onControlPlane(operator: "Exists" | "DoesNotExist"): object {
  return { matchExpressions: [{ key: "node-role.kubernetes.io/control-plane", operator }] };
}

function planWindow(window: MaintenanceWindow): object {
  const { day, ...hours } = maintenanceTimes(window);
  return { days: [day], ...hours };
}
