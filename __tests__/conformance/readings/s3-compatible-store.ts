import { z } from "zod";
import type { StoreReading } from "./reading";

const endpointsSchema = z.object({ endpoints: z.object({ s3: z.string() }) });

/** How what all stores have in common that speak S3 is read. */
export const s3CompatibleReading: Pick<StoreReading, "backend" | "travelsOverTlsOnly" | "isLocked"> = {
  backend: "s3",
  // There is no policy that could refuse the rest.
  travelsOverTlsOnly: (_, { backend: { settings } }) =>
    endpointsSchema.parse(settings).endpoints.s3.startsWith("https://"),
  isLocked: ({ backend: { settings } }) => settings.use_lockfile === true,
};
