import fc from "fast-check";
import {
  type PlatformInput,
  type PlatformRetentionInput,
  platformProfiles,
} from "../../../constructs/contract/platform";

/** Any platform, or none, that every cloud can honour; its zone is a new one. */
export const platformArbitrary: fc.Arbitrary<PlatformInput | undefined> = fc.option(
  fc
    .record({
      domain: fc.constantFrom("dev.example.com", "example.net"),
      path: fc.constantFrom(undefined, "k8s", "platform/k8s"),
      revision: fc.constantFrom("v1.0.0", "0123456789012345678901234567890123456789"),
      profile: fc.constantFrom(...platformProfiles),
      features: fc.constantFrom<PlatformInput["features"]>(
        {},
        { "example-application": true },
        { velero: false, kyverno: false },
        { tempo: false, "opentelemetry-collector": false },
      ),
      retentionDays: retention(),
    })
    .map(({ path, revision, ...platform }) => ({
      ...platform,
      gitops: {
        repoUrl: "https://git.example.com/platform.git",
        revision,
        ...(path === undefined ? {} : { path }),
      },
    })),
  { nil: undefined },
);

function retention(): fc.Arbitrary<PlatformRetentionInput> {
  const days = fc.integer({ min: 1, max: 90 });
  return fc.record({ backups: days, logs: days, traces: days }, { requiredKeys: [] });
}
