import { z } from "zod";
import type { MaintenanceWindow } from "../../../constructs/contract/kubernetes-cluster";
import {
  kubernetesVersions,
  supportOf,
} from "../../../constructs/kubernetes-cluster/gcp-gke/kubernetes-versions";
import { clusterOf, gkeStack } from "./gke-stack";

const policySchema = z.object({
  recurring_window: z.object({ start_time: z.string(), end_time: z.string() }),
});
const policyOf = (cluster: NonNullable<Parameters<typeof gkeStack>[0]>["cluster"]) =>
  clusterOf(gkeStack({ cluster })).maintenance_policy;

test("GKE stays on the minor for as long as it is supported", () => {
  expect(policyOf({ kubernetesVersion: "1.35" })).toMatchObject({
    maintenance_exclusion: [
      {
        exclusion_name: "stay-on-1-35",
        start_time: "2026-02-11T00:00:00Z",
        end_time: "2027-04-11T00:00:00Z",
        exclusion_options: { scope: "NO_MINOR_UPGRADES" },
      },
    ],
  });
});

test("the channel for extended support needs no exclusion, which would end too early", () => {
  expect(policyOf({ upgradeChannel: "extended" })).not.toHaveProperty("maintenance_exclusion");
});

test.each(kubernetesVersions)(
  "the support of %s begins before it ends, about fourteen months later",
  (minor) => {
    const { available, endOfSupport } = supportOf(minor);
    const days = (Date.parse(endOfSupport) - Date.parse(available)) / (24 * 60 * 60 * 1000);
    expect(days).toBeGreaterThan(360);
    expect(days).toBeLessThan(440);
  },
);

test("without a window GKE upgrades at any time", () => {
  expect(policyOf({})).toMatchObject({
    recurring_window: {
      start_time: "2026-01-05T00:00:00Z",
      end_time: "2026-01-06T00:00:00Z",
      recurrence: "FREQ=DAILY",
    },
  });
});

const days: readonly (readonly [MaintenanceWindow["day"], string])[] = [
  ["monday", "MO"],
  ["tuesday", "TU"],
  ["wednesday", "WE"],
  ["thursday", "TH"],
  ["friday", "FR"],
  ["saturday", "SA"],
  ["sunday", "SU"],
];

test.each(days)("a window on %s begins on that day, at its hour, in UTC", (day, code) => {
  const window = { day, startHour: 22, durationHours: 12 };
  const policy = policyOf({ maintenanceWindow: window });
  expect(policy).toMatchObject({ recurring_window: { recurrence: `FREQ=WEEKLY;BYDAY=${code}` } });
  const { start_time, end_time } = policySchema.parse(policy).recurring_window;
  const start = new Date(start_time);
  expect(start.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" }).toLowerCase()).toBe(day);
  expect(start.getUTCHours()).toBe(22);
  expect(Date.parse(end_time) - start.getTime()).toBe(12 * 60 * 60 * 1000);
});
