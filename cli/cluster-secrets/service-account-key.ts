import { createHash, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

/** What signs the tokens of a cluster's pods. */
export interface ServiceAccountKey {
  /** The private key, PEM in the form that k3s writes (PKCS #1). */
  readonly key: string;
  /** The public key as the world reads it: a JSON Web Key Set, as text. */
  readonly jwks: string;
}

/** A new key of the kind that k3s makes where it finds none. */
export async function makeServiceAccountKey(): Promise<ServiceAccountKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return {
    key: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    jwks: JSON.stringify(keySet(publicKey)),
  };
}

/**
 * A JSON Web Key Set of one public key, by the id that the API server writes into the tokens: the digest of the key's
 * own bytes. https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/serviceaccount/jwt.go
 */
export function keySet(key: KeyObject) {
  const kid = createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("base64url");
  return { keys: [{ use: "sig", alg: "RS256", kid, ...key.export({ format: "jwk" }) }] };
}
