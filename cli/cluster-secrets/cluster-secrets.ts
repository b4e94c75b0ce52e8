import { randomBytes } from "node:crypto";
import { makeServerAuthority } from "./certificate-authority";
import { makeServiceAccountKey } from "./service-account-key";

/** What a k3s cluster is made with, under the names of the Terraform variable `cluster_secrets`. */
export interface ClusterSecrets {
  /** What a server joins with. */
  readonly token: string;
  /** What any other node joins with. */
  readonly agentToken: string;
  /** The authority that signs the servers' certificates, PEM. */
  readonly serverCaCertificate: string;
  /** Its private key, PEM. */
  readonly serverCaKey: string;
  /** What signs the tokens of pods: an RSA key, PEM. */
  readonly serviceAccountKey: string;
  /** What those tokens are checked with: a JSON Web Key Set, as text. */
  readonly serviceAccountJwks: string;
}

/** New secrets for one cluster. */
export async function makeClusterSecrets(now: Date): Promise<ClusterSecrets> {
  const authority = await makeServerAuthority(now);
  const { key, jwks } = await makeServiceAccountKey();
  return {
    token: makeToken(),
    agentToken: makeToken(),
    serverCaCertificate: authority.certificate,
    serverCaKey: authority.key,
    serviceAccountKey: key,
    serviceAccountJwks: jwks,
  };
}

/** 256 bits, in characters that mean nothing to a shell, to YAML or to k3s, whose own tokens have ":" in them. */
function makeToken(): string {
  return randomBytes(32).toString("hex");
}
