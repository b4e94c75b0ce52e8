// k3s environments on Hetzner, with their state in Object Storage and their workloads' identities on AWS.
import { z } from "zod";
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

/** The authority that the local cloud founded the clusters with. */
function serverCaCertificate({ TF_VAR_cluster_secrets: secrets = "" }: World["environment"]): string {
  return z.object({ serverCaCertificate: z.string() }).parse(JSON.parse(secrets)).serverCaCertificate;
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
    furtherZone: { address: /^aws_s3_object\.cluster_bucket_config_\w*autoscaler/, text: "-hel1", count: 1 },
    kubeconfigCommand: (name, environment) => {
      const authority = Buffer.from(serverCaCertificate(environment)).toString("base64");
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
    refusal: "lifecycle.prevent_destroy",
  });
});
