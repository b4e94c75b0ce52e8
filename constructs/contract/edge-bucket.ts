import { z } from "zod";
import { textMatching, wholeNumber } from "./rule";

/** A private bucket in Cloudflare R2. */
export interface EdgeBucketInput {
  /** Its name behind `<project>-<environment>-`; together at most 63 characters. */
  readonly name: string;
  /** A location hint of R2 (`weur`, `eeur`, `enam`, `wnam`, `apac`, `oc`) or a jurisdiction (`eu`, `fedramp`). */
  readonly location: string;
  /**
   * Days after which objects are removed.
   * @default never
   */
  readonly expireAfterDays?: number;
  /**
   * Days after which unfinished uploads are removed.
   * @default 7
   */
  readonly abortUploadsAfterDays?: number;
}

const days = wholeNumber(1, 36_500, "days");

export const edgeBucketSchema = z.strictObject({
  name: textMatching(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    'lower-case letters, digits and "-", beginning and ending with a letter or digit',
    "choose a name of this form",
  ),
  location: z.string(),
  expireAfterDays: days.optional(),
  abortUploadsAfterDays: days.default(7),
}) satisfies z.ZodType<unknown, EdgeBucketInput>;

/** A bucket with its defaults filled in. */
export type EdgeBucket = z.output<typeof edgeBucketSchema>;
