// @peculiar/x509 needs it before its own first line.
import "reflect-metadata";
import { KeyObject, webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Years that k3s gives the authorities that it makes by itself: https://docs.k3s.io/cli/certificate */
const validYears = 10;

/** A certificate authority. */
export interface CertificateAuthority {
  /** Its certificate, signed by itself, PEM. */
  readonly certificate: string;
  /** Its private key, PEM in the form that k3s writes (SEC 1). */
  readonly key: string;
}

/**
 * An authority for the certificates of a cluster's servers, of the kind and by the name that k3s makes where it finds
 * none.
 */
export async function makeServerAuthority(now: Date): Promise<CertificateAuthority> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const seconds = Math.floor(now.getTime() / 1000);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + validYears);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=k3s-server-ca@${seconds}`,
      notBefore: now,
      notAfter,
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(
          KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment | KeyUsageFlags.keyCertSign,
          true,
        ),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  );
  return {
    certificate: `${certificate.toString("pem")}\n`,
    key: KeyObject.from(keys.privateKey).export({ type: "sec1", format: "pem" }).toString(),
  };
}
