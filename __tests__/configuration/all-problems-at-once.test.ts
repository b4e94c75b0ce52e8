import { readConfiguration } from "../../constructs/configuration/configuration";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { hetznerAccountInput } from "../hetzner-examples";
import { messageOf, refusal, told } from "./refusal";
import { absent, changed, dev, project } from "./valid-configuration";

const prod: EnvironmentInput = changed(dev, { name: "prod", "network.cidr": "10.20.0.0/16" });

/** The paths of a message's problems, in its order. */
function pathsOf(message: string): string[] {
  return message
    .split("\n\n")
    .slice(1)
    .map((problem) => /^\S+/.exec(problem)?.[0] ?? "");
}

test("a project and two environments with ten mistakes are told of all ten, in the order of their fields", () => {
  const message = refusal(
    changed(project, {
      owner: "",
      "stateBackend.accessLogDays": -1,
      "clouds.aws.account": "1234",
    }),
    [
      changed(dev, {
        zones: 5,
        "network.cidr": "10.10.0.1/16",
        "kubernetesCluster.nodePools.0.minNodes": 5,
        "kubernetesCluster.nodePools.1.size": "huge",
      }),
      changed(prod, {
        tags: { "aws:team": "a" },
        "network.natMode": "none",
        "kubernetesCluster.endpointAccess": "public-restricted",
      }),
    ],
  );
  expect(message).toMatch(/^10 problems in the configuration; nothing was written\.\n\n/);
  expect(pathsOf(message)).toEqual([
    "project.owner",
    "project.stateBackend.accessLogDays",
    "project.clouds.aws.account",
    "dev.network.cidr",
    "dev.kubernetesCluster.nodePools.workload.size",
    "dev.zones",
    "dev.kubernetesCluster.nodePools.system.minNodes",
    "prod.kubernetesCluster.authorizedCidrs",
    "prod.network.natMode",
    "prod.tags.aws:team",
  ]);
});

describe("a mistake hides none elsewhere:", () => {
  const elsewhere = {
    "network.serviceCidr": "10.10.0.0/20",
    "kubernetesCluster.endpointAccess": "public-restricted",
    "kubernetesCluster.nodePools.0.minNodes": 5,
  };
  const toldElsewhere = [
    "dev.network.serviceCidr",
    "dev.kubernetesCluster.authorizedCidrs",
    "dev.kubernetesCluster.nodePools.system.minNodes",
  ];

  test.each([
    ["the environment's zones", { zones: 0 }, "dev.zones"],
    ["the environment's tags", { tags: 7 }, "dev.tags"],
    ["an unknown field of the environment", { zonse: 2 }, "dev.zonse"],
    [
      "one node pool",
      { "kubernetesCluster.nodePools.1.role": "worker" },
      "dev.kubernetesCluster.nodePools.workload.role",
    ],
  ])("not one of %s", (_, mistake, path) => {
    const message = refusal(project, [changed(dev, { ...elsewhere, ...mistake })]);
    expect(pathsOf(message)).toEqual([path, ...toldElsewhere]);
  });

  test("not one of the cluster those of its node pools", () => {
    const message = refusal(project, [
      changed(dev, {
        "kubernetesCluster.kubernetesVersion": "latest",
        "kubernetesCluster.nodePools.0.role": "workload",
        "kubernetesCluster.nodePools.1.size": absent,
        "kubernetesCluster.nodePools.1.instanceTypes": ["m7g.large"],
      }),
    ]);
    expect(pathsOf(message)).toEqual([
      "dev.kubernetesCluster.kubernetesVersion",
      "dev.kubernetesCluster.nodePools",
      "dev.kubernetesCluster.nodePools.workload.instanceTypes",
    ]);
  });

  test("not one of the project those of an environment", () => {
    const message = refusal(changed(project, { "clouds.aws.zones": [] }), [changed(dev, elsewhere)]);
    expect(pathsOf(message)).toEqual(["project.clouds.aws.zones", ...toldElsewhere]);
  });

  test("not a state backend's missing place those of its other fields", () => {
    const message = refusal(
      changed(project, {
        stateBackend: {
          store: "azure",
          locking: "dynamodb",
          redundancy: "geo",
          accessLogDays: 7,
          access: { stage: { plan: [], apply: [] } },
        },
      }),
      [dev],
    );
    expect(pathsOf(message).slice(-4)).toEqual([
      "project.stateBackend.access.stage",
      "project.stateBackend.locking",
      "project.stateBackend.tenant",
      "project.stateBackend.accessLogDays",
    ]);
  });

  test("not the missing location of a state backend the wrong account beside it", () => {
    const stateBackend = { store: "hetzner", account: "acme", locking: "both" };
    expect(pathsOf(refusal(changed(project, { stateBackend }), [dev]))).toEqual([
      "project.stateBackend.location",
      "project.stateBackend.locking",
      "project.stateBackend.account",
    ]);
  });

  test("not one of the network those of the cluster", () => {
    const { "network.serviceCidr": _, ...ofCluster } = elsewhere;
    const message = refusal(project, [changed(dev, { ...ofCluster, "network.cidr": "10.10.0.0/30" })]);
    expect(pathsOf(message)).toEqual([...toldElsewhere.slice(1), "dev.network.cidr"]);
  });
});

test("a system pool that can't be read is not told of as absent", () => {
  const message = refusal(project, [changed(dev, { "kubernetesCluster.nodePools.0.maxNodes": "3" })]);
  expect(pathsOf(message)).toEqual(["dev.kubernetesCluster.nodePools.system.maxNodes"]);
});

test("two environments of one name are told of once", () => {
  expect(refusal(project, [dev, dev, dev])).toBe(
    messageOf([
      told(
        'dev.name = "dev" is the name of several environments.',
        "Allowed: a name of its own for each environment.",
        "Mend: rename one of them.",
      ),
    ]),
  );
});

describe("a name that begins with another environment's", () => {
  const reader = { name: "reader", namespace: "a", serviceAccount: "a", permissions: ["secrets.read"] };
  const withIdentities = changed(dev, { "kubernetesCluster.workloadIdentities": [reader] });
  const further = changed(dev, { name: "dev-eu", "network.cidr": "10.20.0.0/16" });

  test("is refused where that one's workloads would reach its buckets", () => {
    expect(refusal(project, [further, withIdentities])).toBe(
      messageOf([
        told(
          'dev-eu.name = "dev-eu" begins like what the workload identities of dev may reach.',
          'Allowed: names that don\'t begin with "dev-".',
          "Mend: rename one of the two environments.",
        ),
      ]),
    );
  });

  describe("beside a cluster on Hetzner", () => {
    const elsewhere = changed(project, {
      "clouds.hetzner": { ...hetznerAccountInput, workloadsOn: "aws" },
    });
    const onHetzner = changed(withIdentities, { cloud: "hetzner" });

    test.each([
      ["lives on the cloud that grants them", further],
      ["has its workloads' buckets there, too", changed(further, { cloud: "hetzner" })],
    ])("is refused where it %s", (_, other) => {
      expect(pathsOf(refusal(elsewhere, [onHetzner, other]))).toEqual(["dev-eu.name"]);
    });

    test("passes where the longer name's cluster stands there, and its workloads use no other cloud", () => {
      const alone = changed(project, { "clouds.hetzner": hetznerAccountInput });
      const environments = [withIdentities, changed(further, { cloud: "hetzner" })];
      expect(readConfiguration(alone, environments).environments).toHaveLength(2);
    });
  });

  test.each([
    ["nobody there has an identity", [dev, further]],
    [
      "the longer name's alone has one",
      [dev, changed(further, { kubernetesCluster: withIdentities.kubernetesCluster })],
    ],
    ["it only begins with the same letters", [withIdentities, changed(further, { name: "devtools" })]],
  ])("passes where %s", (_, environments) => {
    expect(readConfiguration(project, environments).environments).toHaveLength(2);
  });
});

test("an account for an environment is told of as unknown where the app has no environment at all", () => {
  expect(refusal(changed(project, { "clouds.aws.environments": { dev: {} } }), [])).toBe(
    messageOf([
      told(
        "project.clouds.aws.environments.dev is not an environment of this app.",
        "Allowed: nothing.",
        "Mend: remove it, or add the environment to envs/environments.ts.",
      ),
    ]),
  );
});
