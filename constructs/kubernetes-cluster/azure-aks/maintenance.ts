import type { MaintenanceWindow, UpgradeChannel } from "../../contract/kubernetes-cluster";

/** How long AKS supports a minor, and what a control plane costs. */
export interface SupportPlan {
  readonly skuTier: "Free" | "Standard" | "Premium";
  readonly supportPlan: "KubernetesOfficial" | "AKSLongTermSupport";
}

/**
 * The plan behind an upgrade channel: long-term support is sold with the highest tier only, and the free tier promises
 * no availability. https://learn.microsoft.com/azure/aks/free-standard-pricing-tiers
 */
export function supportPlan(channel: UpgradeChannel, controlPlaneHa: boolean): SupportPlan {
  if (channel === "extended") return { skuTier: "Premium", supportPlan: "AKSLongTermSupport" };
  return { skuTier: controlPlaneHa ? "Standard" : "Free", supportPlan: "KubernetesOfficial" };
}

/** What AKS upgrades by itself: patches of the minor, and the nodes' image. A minor is the environment's to change. */
export const automaticUpgrades = { automaticUpgradeChannel: "patch", nodeOsUpgradeChannel: "NodeImage" };

/** The two windows that AKS has: for upgrades of Kubernetes, and of the nodes' image. */
export function maintenanceWindows(window: MaintenanceWindow | undefined) {
  if (window === undefined) return {};
  const weekly = {
    frequency: "Weekly",
    interval: 1,
    dayOfWeek: `${window.day.charAt(0).toUpperCase()}${window.day.slice(1)}`,
    startTime: `${String(window.startHour).padStart(2, "0")}:00`,
    utcOffset: "+00:00",
    duration: window.durationHours,
  };
  return { maintenanceWindowAutoUpgrade: weekly, maintenanceWindowNodeOs: weekly };
}
