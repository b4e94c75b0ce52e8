import { azureAccountInput } from "../../azure-examples";
import { type BadInputs, told } from "../refusal";
import { absent } from "../valid-configuration";

const project = { "clouds.azure": azureAccountInput };
const pools = "dev.kubernetesCluster.nodePools";

/** What a pool is told of when some of its fields have other values. */
function inPool(place: number, changes: Readonly<Record<string, unknown>>) {
  const fields = Object.entries(changes).map(([field, value]) => [
    `kubernetesCluster.nodePools.${place}.${field}`,
    value,
  ]);
  return { project, dev: { cloud: "azure", ...Object.fromEntries(fields) } };
}

const withTypes = (...types: readonly string[]) => inPool(1, { size: absent, instanceTypes: types });

export const badAzureNodePools: BadInputs = {
  about: "node pools on Azure",
  cases: [
    {
      it: "may have names of ten letters and digits at the most, so that a zone and a stand-in have room",
      ...inPool(1, { name: "work-load-42-x" }),
      problems: [
        told(
          `${pools}.work-load-42-x.name = "work-load-42-x" is too long for the name of an AKS node pool by 1.`,
          'Allowed: 10 letters and digits; AKS allows 12, of which Hera needs two, and "-" isn\'t counted.',
          "Mend: shorten it.",
        ),
      ],
    },
    {
      it: "may not have names that are the same without their hyphens",
      ...inPool(1, { name: "sys-tem" }),
      problems: [
        told(
          `${pools}.sys-tem.name = "sys-tem" is the same as "system" for AKS, whose pools have names without "-".`,
          "Allowed: names that differ in their letters and digits.",
          "Mend: rename one of them.",
        ),
      ],
    },
    {
      it: "may not be spot for the system",
      ...inPool(0, { capacityType: "spot" }),
      problems: [
        told(
          `${pools}.system.capacityType = "spot" is something that azure can't do.`,
          'Allowed: "on-demand".',
          'Mend: use "on-demand".',
        ),
      ],
    },
    {
      it: "may not have taints for the system",
      ...inPool(0, { taints: [{ key: "ours", effect: "NoSchedule" }] }),
      problems: [
        told(
          `${pools}.system.taints = ["ours"] would keep AKS' own pods off a system pool.`,
          "Allowed: nothing on a system pool.",
          "Mend: remove the taints, or set them on a workload pool.",
        ),
      ],
    },
    {
      it: "may not have labels and taints that AKS sets",
      ...inPool(1, {
        labels: { "kubernetes.azure.com/mode": "user" },
        taints: [{ key: "kubernetes.azure.com/scalesetpriority", value: "spot", effect: "NoSchedule" }],
      }),
      problems: [
        told(
          `${pools}.workload.labels = "kubernetes.azure.com/mode" is a key that AKS sets itself.`,
          "Allowed: keys without the prefix kubernetes.azure.com.",
          "Mend: use a prefix of your own.",
        ),
        told(
          `${pools}.workload.taints = "kubernetes.azure.com/scalesetpriority" is a key that AKS sets itself.`,
          "Allowed: keys without the prefix kubernetes.azure.com.",
          "Mend: use a prefix of your own.",
        ),
      ],
    },
    {
      it: "may not mix machine types",
      ...withTypes("Standard_D4s_v5", "Standard_D4as_v5"),
      problems: [
        told(
          `${pools}.workload.instanceTypes.length = 2 is something that azure can't do.`,
          "Allowed: 1.",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "may not have another cloud's machine type",
      ...withTypes("m6i.large"),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "m6i.large" is not an Azure VM size, so its architecture is unknown.`,
          'Allowed: types such as "Standard_D4s_v5".',
          "Mend: correct it, or use size instead.",
        ),
      ],
    },
    {
      it: "may not have a GPU",
      ...withTypes("Standard_NC4as_T4_v3"),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "Standard_NC4as_T4_v3" needs drivers that the standard node image doesn't have.`,
          "Allowed: types without GPUs or FPGAs.",
          "Mend: choose another type.",
        ),
      ],
    },
    {
      it: "may not have a type for ARM where the pool is for amd64",
      ...withTypes("Standard_D4ps_v5"),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "Standard_D4ps_v5" is an arm64 type in a pool of architecture amd64.`,
          "Allowed: amd64 types.",
          'Mend: choose another type, or set architecture: "arm64".',
        ),
      ],
    },
    {
      it: "may not have a single vCPU",
      ...withTypes("Standard_D1_v2"),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "Standard_D1_v2" has a single vCPU, with which AKS runs no node.`,
          "Allowed: types with 2 vCPU or more.",
          "Mend: choose a larger type.",
        ),
      ],
    },
    {
      it: "may not be for ARM where the region has no such machines",
      ...inPool(1, { architecture: "arm64" }),
      project: { "clouds.azure": { ...azureAccountInput, region: "polandcentral" } },
      problems: [
        told(
          `${pools}.workload.architecture = "arm64" has no machines behind size: "medium" in polandcentral.`,
          'Allowed: "amd64".',
          'Mend: use "amd64", or name a VM size that the region has in instanceTypes.',
        ),
      ],
    },
    {
      it: "may not have a disk that is larger than a machine's own can be",
      ...inPool(1, { diskSizeGb: 4096 }),
      problems: [
        told(
          `${pools}.workload.diskSizeGb = 4096 is something that azure can't do.`,
          "Allowed: 30 to 2048.",
          "Mend: use 2048.",
        ),
      ],
    },
  ],
};
