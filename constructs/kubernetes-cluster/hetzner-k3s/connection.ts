import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { clusterSecret } from "../../account/hetzner/secrets";
import type {
  AuthExec,
  KubernetesClusterOutputs,
  KubernetesClusterProps,
} from "../../contract/kubernetes-cluster";
import type { IdentityProviderInput } from "../../contract/project";
import { controlPlaneAddressesIn } from "./addresses";
import { apiPort } from "./api-load-balancer";
import { k3sNames } from "./names";

type Connection = Pick<
  KubernetesClusterOutputs,
  "clusterEndpoint" | "clusterCaCertificate" | "authExec" | "kubeconfigCommand"
>;

/** How the cluster is reached by people, who sign in at the identity provider. */
export function connection(scope: Construct, props: KubernetesClusterProps): Connection {
  const clusterEndpoint = `https://${endpointAddress(props)}:${apiPort}`;
  // A certificate, which stands in a variable beside keys.
  const clusterCaCertificate = Fn.nonsensitive(Fn.base64encode(clusterSecret(scope, "serverCaCertificate")));
  const authExec = signIn(identityProviderOf(props));
  const { cluster } = k3sNames(props.namePrefix);
  return {
    clusterEndpoint,
    clusterCaCertificate,
    authExec,
    kubeconfigCommand: [
      `kubectl config set-cluster ${cluster} --server=${clusterEndpoint}`,
      `kubectl config set clusters.${cluster}.certificate-authority-data ${clusterCaCertificate}`,
      [
        `kubectl config set-credentials ${cluster} --exec-api-version=client.authentication.k8s.io/v1`,
        `--exec-interactive-mode=IfAvailable --exec-command=${authExec.command}`,
        ...authExec.args.map((arg) => `--exec-arg=${arg}`),
      ].join(" "),
      `kubectl config set-context ${cluster} --cluster=${cluster} --user=${cluster}`,
      `kubectl config use-context ${cluster}`,
    ].join(" && "),
  };
}

/** Where the API server is reached: through the NAT hosts where it is open, else at its load balancer. */
export function endpointAddress({ cluster, network }: KubernetesClusterProps): string {
  const [publicAddress] = network.egressIps;
  if (cluster.endpointAccess === "private") return controlPlaneAddressesIn(network).api;
  if (publicAddress === undefined) throw new Error("a network without NAT has no public address");
  return publicAddress;
}

/** Who signs administrators in; an account on Hetzner is refused without. */
export function identityProviderOf({ account }: KubernetesClusterProps): IdentityProviderInput {
  if (account.identityProvider === undefined) throw new Error("the account names no identity provider");
  return account.identityProvider;
}

/** kubelogin, a plug-in of kubectl: https://github.com/int128/kubelogin */
function signIn({ issuerUrl, clientId }: IdentityProviderInput): AuthExec {
  return {
    command: "kubectl",
    args: [
      "oidc-login",
      "get-token",
      `--oidc-issuer-url=${issuerUrl}`,
      `--oidc-client-id=${clientId}`,
      // The claim that names groups comes with it at most providers.
      "--oidc-extra-scope=profile",
    ],
  };
}
