import type { EdgeBucket } from "../../contract/edge-bucket";
import type { Pages } from "../../contract/edge-pages";

// What Cloudflare calls an environment's parts: complete at synth. `namePrefix` is `<project>-<environment>`.

/** The name of a Pages project, which is also that of its address. */
export function pagesName(namePrefix: string, { name }: Pages): string {
  return name ?? namePrefix;
}

/** The full name of a bucket. */
export function bucketName(namePrefix: string, { name }: EdgeBucket): string {
  return `${namePrefix}-${name}`;
}
