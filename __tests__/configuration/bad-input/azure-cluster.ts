import { azureAccountInput } from "../../azure-examples";
import { type BadInputs, told } from "../refusal";

const project = { "clouds.azure": azureAccountInput };

/** What a cluster is told of when some fields have other values. */
function inCluster(changes: Readonly<Record<string, unknown>>) {
  const fields = Object.entries(changes).map(([field, value]) => [`kubernetesCluster.${field}`, value]);
  return { project, dev: { cloud: "azure", ...Object.fromEntries(fields) } };
}

export const badAzureCluster: BadInputs = {
  about: "a cluster on Azure",
  cases: [
    {
      it: "refuses a minor that AKS has in long-term support alone",
      ...inCluster({ kubernetesVersion: "1.33" }),
      problems: [
        told(
          'dev.kubernetesCluster.kubernetesVersion = "1.33" is something that azure can\'t do.',
          'Allowed: "1.34", "1.35", "1.36".',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses long-term support without the tier that it comes with",
      ...inCluster({ upgradeChannel: "extended", controlPlaneHa: false }),
      problems: [
        told(
          'dev.kubernetesCluster.controlPlaneHa = false has no effect, because upgradeChannel is "extended", which Azure sells with its highest tier only.',
          "Allowed: true.",
          'Mend: use controlPlaneHa: true, or upgradeChannel: "standard".',
        ),
      ],
    },
    {
      it: "refuses to keep logs for longer than their tables do",
      ...inCluster({ controlPlaneLogs: { retentionDays: 3653 } }),
      problems: [
        told(
          "dev.kubernetesCluster.controlPlaneLogs.retentionDays = 3653 is something that azure can't do.",
          "Allowed: 4 to 730.",
          "Mend: use 730.",
        ),
      ],
    },
    {
      it: "refuses to keep logs for less than their tables do",
      ...inCluster({ controlPlaneLogs: { retentionDays: 1 } }),
      problems: [
        told(
          "dev.kubernetesCluster.controlPlaneLogs.retentionDays = 1 is something that azure can't do.",
          "Allowed: 4 to 730.",
          "Mend: use 4.",
        ),
      ],
    },
    {
      it: "refuses an autoscaler of one's own beside AKS'",
      ...inCluster({
        workloadIdentities: [
          { name: "scaler", namespace: "system", serviceAccount: "scaler", permissions: ["autoscaler"] },
        ],
      }),
      problems: [
        told(
          'dev.kubernetesCluster.workloadIdentities.scaler.permissions = "autoscaler" is something that azure can\'t do.',
          'Allowed: "secrets.read", "dns.write", "objectstore.readwrite", "volumes.snapshot", "logs.read".',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses a pods' block that can't hold the pools at their largest, surges included",
      project,
      dev: { cloud: "azure", "network.podCidr": "100.64.0.0/21" },
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/21" has room for the pods of 8 nodes, and the pools can grow to 13 while they are upgraded.',
          "Allowed: a prefix length of /20 or less, because each node gets a /24.",
          "Mend: use a /20, or lower maxNodes.",
        ),
      ],
    },
    {
      it: "refuses pools that the default block of pods can't hold",
      ...inCluster({ "nodePools.1.maxNodes": 300 }),
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/16" has room for the pods of 256 nodes, and the pools can grow to 335 while they are upgraded.',
          "Allowed: a prefix length of /15 or less, because each node gets a /24.",
          "Mend: use a /15, or lower maxNodes.",
        ),
      ],
    },
  ],
};
