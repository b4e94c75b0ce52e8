import { hetznerAccountInput } from "../../hetzner-examples";
import { type BadInputs, told } from "../refusal";
import { absent, type Changes } from "../valid-configuration";

const project: Changes = { "clouds.hetzner": hetznerAccountInput };
const pools = "dev.kubernetesCluster.nodePools";

/** The environment on Hetzner, with one mistake in its cluster. */
function onHetzner(changes: Changes, others: Changes = {}): Changes {
  const inCluster = Object.entries(changes).map(([path, value]) => [`kubernetesCluster.${path}`, value]);
  return { cloud: "hetzner", ...Object.fromEntries(inCluster), ...others };
}

/** The pool `workload` with types of its own. */
function withTypes(types: readonly string[], changes: Changes = {}): Changes {
  return onHetzner({ "nodePools.1.size": absent, "nodePools.1.instanceTypes": types, ...changes });
}

export const badHetznerK3s: BadInputs = {
  about: "a cluster on Hetzner",
  cases: [
    ...[
      ["cx32", "cx33"],
      ["cpx31", "cpx32"],
      ["ccx21", "ccx23"],
    ].map(([withdrawn, successor]) => ({
      it: `refuses the type ${withdrawn}, which was withdrawn`,
      project,
      dev: withTypes([`${withdrawn}`]),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "${withdrawn}" is a server type that Hetzner has withdrawn.`,
          `Allowed: its successor "${successor}", or another type that is sold.`,
          `Mend: use "${successor}".`,
        ),
      ],
    })),
    ...["m6i.large", "CX33", "e2-standard-4"].map((name) => ({
      it: `refuses the type ${name}`,
      project,
      dev: withTypes([name]),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "${name}" is not a server type of Hetzner, so its architecture is unknown.`,
          'Allowed: types such as "cx43".',
          "Mend: correct it, or use size instead.",
        ),
      ],
    })),
    {
      it: "refuses a type for ARM where the pool is for amd64",
      project,
      dev: withTypes(["cax31"]),
      problems: [
        told(
          `${pools}.workload.instanceTypes = "cax31" is an arm64 type in a pool of architecture amd64.`,
          "Allowed: amd64 types.",
          'Mend: choose another type, or set architecture: "arm64".',
        ),
      ],
    },
    {
      it: "refuses several types for one pool",
      project,
      dev: withTypes(["cx33", "cpx32"]),
      problems: [
        told(
          `${pools}.workload.instanceTypes.length = 2 is something that hetzner can't do.`,
          "Allowed: 1.",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "refuses a disk that is larger than that of the size's type",
      project,
      dev: onHetzner({ "nodePools.0.diskSizeGb": 100 }),
      problems: [
        told(
          `${pools}.system.diskSizeGb = 100 is more than the disk of ccx13, which comes with the server.`,
          "Allowed: 20 to 80.",
          'Mend: use 80, or the type "cx43" with 160 GiB.',
        ),
      ],
    },
    {
      it: "refuses a disk that is larger than that of the pool's own type",
      project,
      dev: withTypes(["cax41"], { "nodePools.1.architecture": "arm64", "nodePools.1.diskSizeGb": 400 }),
      problems: [
        told(
          `${pools}.workload.diskSizeGb = 400 is more than the disk of cax41, which comes with the server.`,
          "Allowed: 20 to 320.",
          "Mend: use 320.",
        ),
      ],
    },
    {
      it: "refuses more nodes than a network takes with the control plane and the NAT host",
      project,
      dev: onHetzner({ "nodePools.1.maxNodes": 94 }),
      problems: [
        told(
          `${pools} = 97 are too many nodes at the most: with 4 other servers they are more than a network at Hetzner takes.`,
          "Allowed: 100 servers, so pools of 96 nodes together.",
          "Mend: lower maxNodes, or divide the environment in two.",
        ),
      ],
    },
    {
      it: "refuses pods' addresses for fewer nodes than pools and control plane can have",
      project,
      dev: onHetzner({}, { "network.podCidr": "100.64.0.0/22" }),
      problems: [
        told(
          'dev.network.podCidr = "100.64.0.0/22" has room for the pods of 4 nodes, and the pools can grow to 12 with the 3 of the control plane.',
          "Allowed: a prefix length of /20 or less, because each node gets a /24.",
          "Mend: use a /20, or lower maxNodes.",
        ),
      ],
    },
    {
      it: "refuses a pool's name that is too long in a server's",
      project: { ...project, name: "acme-platform" },
      dev: onHetzner({ "nodePools.1.name": "p".repeat(32) }),
      problems: [
        told(
          `${pools}.${"p".repeat(32)}.name = "${"p".repeat(32)}" becomes acme-platform-dev-${"p".repeat(32)}-fsn1, which is too long by 9 with the 17 characters behind it in a server's name.`,
          "Allowed: 63 characters for all.",
          "Mend: shorten the pool's, the environment's or the project's name.",
        ),
      ],
    },
  ],
};
