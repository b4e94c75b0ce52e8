import { z } from "zod";
import { wholeNumber } from "./rule";

/** How long a log is kept. */
export interface LogSettings {
  /** Days that each entry is kept; some clouds allow only certain figures. */
  readonly retentionDays: number;
}

/** A log's settings, or the explicit word that it is not wanted. */
export type LogInput = LogSettings | "off";

/** Ninety days cover the usual time between a break-in and its discovery; less is a choice an environment makes. */
export const logSchema = z
  .union([z.literal("off"), z.strictObject({ retentionDays: wholeNumber(1, 3653, "days") })])
  .default({ retentionDays: 90 });
