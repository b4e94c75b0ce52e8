import { gcpAccountInput } from "../../gcp-examples";
import { hetznerAccountInput } from "../../hetzner-examples";
import { type BadInputs, told } from "../refusal";
import type { Changes } from "../valid-configuration";

const project: Changes = { "clouds.hetzner": hetznerAccountInput };
const cluster = "dev.kubernetesCluster";

/** The environment on Hetzner, with one mistake in its cluster. */
function onHetzner(changes: Changes, overrides: Changes = {}): Changes {
  const inCluster = Object.entries(changes).map(([path, value]) => [`kubernetesCluster.${path}`, value]);
  return { cloud: "hetzner", overrides: { hetzner: overrides }, ...Object.fromEntries(inCluster) };
}

function withPermission(permission: string): Changes {
  return onHetzner({
    workloadIdentities: [
      { name: "app", namespace: "apps", serviceAccount: "app", permissions: [permission] },
    ],
  });
}

export const badHetznerControlPlane: BadInputs = {
  about: "a control plane on Hetzner",
  cases: [
    {
      it: "refuses a control plane that outlives a zone where the project lists two",
      project: { "clouds.hetzner": { ...hetznerAccountInput, zones: ["fsn1", "nbg1"] } },
      dev: onHetzner({}),
      problems: [
        told(
          `${cluster}.controlPlaneHa = true needs 3 locations for its servers, and the project lists fsn1, nbg1.`,
          "Allowed: true where clouds.hetzner.zones lists 3 locations; the environment may span fewer.",
          "Mend: list further locations in envs/project.ts, or use controlPlaneHa: false.",
        ),
      ],
    },
    {
      it: "refuses one server where the control plane is to outlive a zone",
      project,
      dev: onHetzner({}, { controlPlaneServers: 1 }),
      problems: [
        told(
          "dev.overrides.hetzner.controlPlaneServers = 1 is a control plane that is lost with its zone, and controlPlaneHa is true.",
          "Allowed: 3 or 5.",
          "Mend: use 3, or set controlPlaneHa: false.",
        ),
      ],
    },
    {
      it: "refuses several servers where it isn't",
      project,
      dev: onHetzner({ controlPlaneHa: false }, { controlPlaneServers: 3 }),
      problems: [
        told(
          "dev.overrides.hetzner.controlPlaneServers = 3 is a control plane of several servers, and controlPlaneHa is false.",
          "Allowed: 1.",
          "Mend: remove it, or set controlPlaneHa: true.",
        ),
      ],
    },
    {
      it: "refuses an even number of servers",
      project,
      dev: onHetzner({}, { controlPlaneServers: 4 }),
      problems: [
        told(
          "dev.overrides.hetzner.controlPlaneServers = 4 is an even number, with which etcd outlives no more losses than with one server less.",
          "Allowed: 1, 3 or 5.",
          "Mend: use one server more or less.",
        ),
      ],
    },
    {
      it: "refuses a key of the cloud's own for secrets, which Hetzner hasn't",
      project,
      dev: onHetzner({ secretsEncryption: "provider-key" }),
      problems: [
        told(
          `${cluster}.secretsEncryption = "provider-key" is something that hetzner can't do.`,
          'Allowed: "customer-key".',
          'Mend: use "customer-key".',
        ),
      ],
    },
    {
      it: "refuses paid support of a minor, which k3s hasn't",
      project,
      dev: onHetzner({ upgradeChannel: "extended" }),
      problems: [
        told(
          `${cluster}.upgradeChannel = "extended" is something that hetzner can't do.`,
          'Allowed: "standard".',
          'Mend: use "standard".',
        ),
      ],
    },
    {
      it: "refuses an identity where no cloud is named that could grant it",
      project,
      dev: withPermission("secrets.read"),
      problems: [
        told(
          `${cluster}.workloadIdentities.app = ["secrets.read"] asks for what Hetzner can't grant: it has no identities for workloads, no secrets and no DNS roles.`,
          "Allowed: identities on another cloud, which clouds.hetzner.workloadsOn names.",
          "Mend: set workloadsOn in envs/project.ts, or remove the identity.",
        ),
      ],
    },
    ...["autoscaler", "volumes.snapshot"].map((permission) => ({
      it: `refuses the permission ${permission}, which is about servers and volumes of Hetzner`,
      project: {
        "clouds.hetzner": { ...hetznerAccountInput, workloadsOn: "aws" },
      },
      dev: withPermission(permission),
      problems: [
        told(
          `${cluster}.workloadIdentities.app.permissions = "${permission}" is something that hetzner can't do.`,
          'Allowed: "secrets.read", "dns.write", "objectstore.readwrite".',
          "Mend: use one of these.",
        ),
      ],
    })),
    {
      it: "refuses an identity whose pods Google has no room for to name",
      project: {
        "clouds.hetzner": { ...hetznerAccountInput, workloadsOn: "gcp" },
        "clouds.gcp": gcpAccountInput,
      },
      dev: onHetzner({
        workloadIdentities: [
          {
            name: "app",
            namespace: "n".repeat(54),
            serviceAccount: "s".repeat(51),
            permissions: ["secrets.read"],
          },
        ],
      }),
      problems: [
        told(
          `${cluster}.workloadIdentities.app = "system:serviceaccount:${"n".repeat(54)}:${"s".repeat(51)}" is longer than a subject may be on Google Cloud.`,
          "Allowed: 127 characters.",
          "Mend: shorten the namespace or the service account.",
        ),
      ],
    },
  ],
};
