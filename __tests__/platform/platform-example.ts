// A platform that was checked, and the stack of one.
import { readConfiguration } from "../../constructs/configuration/configuration";
import type { Platform } from "../../constructs/contract/platform";
import type { CloudName } from "../../constructs/contract/project";
import { EnvironmentStack } from "../../constructs/environment-stack";
import { PlatformStack } from "../../constructs/platform-stack";
import { exampleEnvironment, exampleProject } from "../examples";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../synthesized";

export const examplePlatform: Platform = {
  domain: "dev.example.com",
  dnsZone: "new",
  gitops: { repoUrl: "https://git.example.com/acme/platform.git", path: "k8s", revision: "main" },
  profile: "dev",
  features: ["traefik"],
  retentionDays: { backups: 30, logs: 30, traces: 7 },
};

/** The platform's stack of an environment that has one. */
export function platformStack(cloud: CloudName, platform: Platform = examplePlatform): SynthesizedStack {
  const { project, environments } = readConfiguration(exampleProject(), [exampleEnvironment("dev")]);
  const app = synthesizeApp((scope) => {
    for (const environment of environments) {
      const stack = new EnvironmentStack(scope, project, environment);
      new PlatformStack(scope, project, { ...environment, cloud, platform }, stack);
    }
  });
  return stackOf(app, "dev-platform");
}
