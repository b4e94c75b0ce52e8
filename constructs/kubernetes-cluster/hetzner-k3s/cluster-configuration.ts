import { createHash } from "node:crypto";
import { Fn, Token } from "cdktf";
import { terraformArgument, terraformText } from "../../contract/terraform-text";
import { administratorsManifest } from "./administrators-manifest";
import { admissionConfiguration, auditPolicy } from "./api-server-policies";
import { autoscalerManifests } from "./autoscaler-manifests";
import type { ClusterConfigurationProps } from "./configuration-props";
import { hcloudManifests } from "./hcloud-manifests";
import { yaml } from "./node-files";
import { rebootManifest } from "./reboot-manifest";
import { serverConfiguration } from "./server-configuration";
import { upgradeManifest } from "./upgrade-manifest";

/** An object of the cluster's bucket. */
export interface ConfigurationObject {
  /** Its key below `config/`: the path that the file has on the control plane's servers, from the root. */
  readonly key: string;
  /** As Terraform reads it: with `${` written as `$${`. */
  readonly content: string;
}

/** What the control plane's servers fetch and follow: everything that may change while the cluster runs, no secret. */
export interface ClusterConfiguration {
  readonly objects: readonly ConfigurationObject[];
  /** The checksums of all of them; to be written after them. */
  readonly index: ConfigurationObject;
}

/** Writes the configuration of a cluster's control plane. */
export function clusterConfiguration(props: ClusterConfigurationProps): ClusterConfiguration {
  const files = Object.entries(configurationFiles(props)).sort(([one], [other]) => (one < other ? -1 : 1));
  const index = files.map(([path, content]) => `${checksum(content)}  ${path}\n`).join("");
  return {
    objects: files.map(([path, content]) => ({ key: path, content: terraformText(content) })),
    index: { key: "index", content: index },
  };
}

/** The files by their paths on a server, from the root. */
function configurationFiles(props: ClusterConfigurationProps): Record<string, string> {
  const hasLogs = props.cluster.controlPlaneLogs !== "off";
  return {
    "etc/rancher/k3s/config.yaml.d/10-cluster.yaml": yaml(serverConfiguration(props)),
    "etc/rancher/k3s/admission.yaml": yaml(admissionConfiguration),
    ...(hasLogs
      ? { "etc/rancher/k3s/audit-policy.yaml": yaml(auditPolicy), "etc/hera/ship-logs": "yes\n" }
      : {}),
    ...manifests({
      administrators: administratorsManifest(props.adminPrincipals),
      ...hcloudManifests(props),
      ...autoscalerManifests(props),
      reboots: rebootManifest(props.cluster.maintenanceWindow),
      upgrades: upgradeManifest(props.kubernetesVersion, props.cluster.maintenanceWindow),
    }),
  };
}

/** Manifests where k3s looks for them: one file for each, of several documents where it is a list. */
function manifests(documents: Readonly<Record<string, readonly object[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(documents).map(([name, parts]) => [
      `var/lib/rancher/k3s/server/manifests/hera-${name}.yaml`,
      parts.map(yaml).join("---\n"),
    ]),
  );
}

function checksum(content: string): string {
  if (Token.isUnresolved(content)) return Fn.sha256(terraformArgument(content));
  return createHash("sha256").update(content).digest("hex");
}
