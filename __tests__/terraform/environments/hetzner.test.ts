// k3s environments on Hetzner, with their state in Object Storage and their workloads' identities on AWS.
import { z } from "zod";
import { contains } from "../../../constructs/contract/cidr";
import { project } from "../../../envs/project";
import { hetznerInventory } from "../hetzner-api";
import { describeWithProvider } from "../provider-probe";
import type { World } from "../world";
import { describeEnvironments } from "./describe-environments";

/** The third address of each environment's control-plane subnet, which begins with its network. */
const apiAddresses: Readonly<Record<string, string>> = { dev: "10.10.0.2", prod: "10.30.0.2" };

const { zones = [] } = project.clouds.hetzner ?? {};
const { region = "" } = project.clouds.aws ?? {};
const [location = ""] = zones;

const clusterSecretsSchema = z.object({
  token: z.string(),
  agentToken: z.string(),
  serverCaCertificate: z.string(),
  serverCaKey: z.string(),
  serviceAccountKey: z.string(),
  serviceAccountJwks: z.string(),
});

/** What the local cloud founded the clusters with. */
function clusterSecrets({ TF_VAR_cluster_secrets: secrets = "" }: World["environment"]) {
  return clusterSecretsSchema.parse(JSON.parse(secrets));
}

/** Of keys their full lines, without the first, which all keys share, and the modulus, which is published. */
function secretLines(environment: World["environment"]): string[] {
  const { TF_VAR_hcloud_token, TF_VAR_object_storage_secret_key } = environment;
  const { token, agentToken, serverCaKey, serviceAccountKey, serviceAccountJwks } =
    clusterSecrets(environment);
  const keys = [serverCaKey, serviceAccountKey]
    .flatMap((key) => key.trim().split("\n").slice(1, -2))
    .filter((line) => !serviceAccountJwks.includes(line));
  const tokens = [token, agentToken, TF_VAR_hcloud_token, TF_VAR_object_storage_secret_key];
  return [...keys, ...tokens.map((text) => z.string().min(16).parse(text))];
}

const stateSchema = z.object({
  resources: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()) })),
    }),
  ),
});
const subnetsSchema = z.tuple([z.object({ ip_range: z.string() })]);
const serverSchema = z.object({ network: z.tuple([z.object({ ip: z.string() })]) });

function workersAreInTheirSubnet(state: string): void {
  const { resources } = stateSchema.parse(JSON.parse(state));
  const of = (type: string, name: RegExp) =>
    resources
      .filter((one) => one.type === type && name.test(one.name))
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
  const [{ ip_range: block }] = subnetsSchema.parse(of("hcloud_network_subnet", /^network_subnet-workers$/));
  const addresses = of("hcloud_server", /^cluster_pool-/).map((one) => serverSchema.parse(one).network[0].ip);
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !contains(block, `${address}/32`))).toEqual([]);
}

describeWithProvider("hcloud", "k3s environments on Hetzner", () => {
  describeEnvironments({
    cloud: "hetzner",
    store: "hetzner",
    account: { workloadsOn: "aws" },
    inventory: (world) => ({ ...world.inventory(region), ...hetznerInventory(world, location) }),
    startsWith: ["buckets"],
    keeps: [],
    furtherPool: "hcloud_server.cluster_pool-further_fsn1-1",
    // A subnet spans the locations, and dev's nodes stay where they are: the autoscaler alone is told of another one.
    furtherZone: { address: /^aws_s3_object\.cluster_bucket_config_.*autoscaler/, text: "-hel1", count: 1 },
    kubeconfigCommand: (name, environment) => {
      const authority = Buffer.from(clusterSecrets(environment).serverCaCertificate).toString("base64");
      const sentences = [
        `kubectl config set-cluster hera-${name} --server=https://${apiAddresses[name]}:6443`,
        `kubectl config set clusters.hera-${name}.certificate-authority-data ${authority}`,
        `kubectl config set-credentials hera-${name} --exec-api-version=client.authentication.k8s.io/v1 --exec-interactive-mode=IfAvailable --exec-command=kubectl --exec-arg=oidc-login --exec-arg=get-token --exec-arg=--oidc-issuer-url=https://id.example.com --exec-arg=--oidc-client-id=kubernetes --exec-arg=--oidc-extra-scope=profile`,
        `kubectl config set-context hera-${name} --cluster=hera-${name} --user=hera-${name}`,
        `kubectl config use-context hera-${name}`,
      ];
      return sentences.join(" && ");
    },
    identity: {
      annotations: { "eks.amazonaws.com/role-arn": expect.stringMatching(/^arn:aws:iam::/) },
      podLabels: {},
    },
    secrets: secretLines,
    ofState: { "each worker has an address of the workers' subnet": workersAreInTheirSubnet },
    refusal: "lifecycle.prevent_destroy",
  });
});
