import type { ContainerClusterMaintenancePolicy } from "@cdktf/provider-google/lib/container-cluster";
import type { KubernetesClusterSettings, MaintenanceWindow } from "../../contract/kubernetes-cluster";
import { supportOf } from "./kubernetes-versions";

const weekdays: Readonly<
  Record<MaintenanceWindow["day"], { readonly code: string; readonly place: number }>
> = {
  monday: { code: "MO", place: 0 },
  tuesday: { code: "TU", place: 1 },
  wednesday: { code: "WE", place: 2 },
  thursday: { code: "TH", place: 3 },
  friday: { code: "FR", place: 4 },
  saturday: { code: "SA", place: 5 },
  sunday: { code: "SU", place: 6 },
};

/**
 * When GKE may upgrade. The channel for extended support leaves a minor alone to its end; in the other one GKE would
 * go on to the next minor halfway, unless that is excluded for as long as the minor is supported.
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 */
export function maintenancePolicy({
  kubernetesVersion,
  upgradeChannel,
  maintenanceWindow,
}: KubernetesClusterSettings): ContainerClusterMaintenancePolicy {
  const { available, endOfSupport } = supportOf(kubernetesVersion);
  return {
    recurringWindow: recurringWindow(maintenanceWindow),
    ...(upgradeChannel === "extended"
      ? {}
      : {
          maintenanceExclusion: [
            {
              exclusionName: `stay-on-${kubernetesVersion.replace(".", "-")}`,
              startTime: `${available}T00:00:00Z`,
              endTime: `${endOfSupport}T00:00:00Z`,
              exclusionOptions: { scope: "NO_MINOR_UPGRADES" },
            },
          ],
        }),
  };
}

/** The provider takes an exclusion beside a window only, so that "whenever Google chooses" is a window, too. */
function recurringWindow(window: MaintenanceWindow | undefined) {
  if (window === undefined) return { ...timesFrom(0, 24), recurrence: "FREQ=DAILY" };
  const { code, place } = weekdays[window.day];
  return {
    ...timesFrom(place * 24 + window.startHour, window.durationHours),
    recurrence: `FREQ=WEEKLY;BYDAY=${code}`,
  };
}

function timesFrom(start: number, hours: number): { readonly startTime: string; readonly endTime: string } {
  return { startTime: timestamp(start), endTime: timestamp(start + hours) };
}

/** Hours after the beginning of a week that is over: Monday, the 5th of January 2026. */
function timestamp(hours: number): string {
  const [day, hour] = [5 + Math.floor(hours / 24), hours % 24].map((part) => String(part).padStart(2, "0"));
  return `2026-01-${day}T${hour}:00:00Z`;
}
