import type { MaintenanceWindow } from "../../contract/kubernetes-cluster";

/** A window as kured and the upgrade controller read it. */
export interface MaintenanceTimes {
  readonly day: string;
  readonly startTime: string;
  readonly endTime: string;
}

/** A window's times. Both keep to one day, so that what a window has after midnight is left to the next week. */
export function maintenanceTimes({ day, startHour, durationHours }: MaintenanceWindow): MaintenanceTimes {
  const end = startHour + durationHours;
  return { day, startTime: clock(startHour), endTime: end < 24 ? clock(end) : "23:59" };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
