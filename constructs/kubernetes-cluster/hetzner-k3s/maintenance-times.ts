import { type MaintenanceWindow, weekdays } from "../../contract/kubernetes-cluster";

/** A window as kured and the upgrade controller read it. */
export interface MaintenanceTimes {
  readonly day: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly timeZone: string;
}

/**
 * A window's times. Both programs know windows within one day only: one that goes past midnight is told in a time zone
 * in which it begins at midnight. Zones of this kind have the opposite sign: `Etc/GMT-2` is two hours ahead.
 */
export function maintenanceTimes({ day, startHour, durationHours }: MaintenanceWindow): MaintenanceTimes {
  const end = startHour + durationHours;
  if (end <= 24) return { day, startTime: clock(startHour), endTime: clock(end), timeZone: "UTC" };
  const midnight = { startTime: clock(0), endTime: clock(durationHours) };
  // There are zones of up to 14 hours ahead, where the next day has begun, and of up to 12 behind.
  if (startHour < 10) return { day, ...midnight, timeZone: `Etc/GMT+${startHour}` };
  return { day: dayAfter(day), ...midnight, timeZone: `Etc/GMT-${24 - startHour}` };
}

function dayAfter(day: MaintenanceWindow["day"]): string {
  return weekdays[(weekdays.indexOf(day) + 1) % weekdays.length] ?? day;
}

function clock(hour: number): string {
  return hour === 24 ? "23:59" : `${String(hour).padStart(2, "0")}:00`;
}
