/** The algorithm of a request's key, as Cloudflare names its certificates. */
export type CertificateKey = "origin-rsa" | "origin-ecc";

/** The identifiers of public keys, as they stand in a request: rsaEncryption (RFC 8017) and id-ecPublicKey (RFC 5480). */
const keyIdentifiers: Readonly<Record<CertificateKey, Buffer>> = {
  "origin-rsa": Buffer.from("06092a864886f70d010101", "hex"),
  "origin-ecc": Buffer.from("06072a8648ce3d0201", "hex"),
};

const request =
  /^\s*-----BEGIN (?<label>(NEW )?CERTIFICATE REQUEST)-----(?<body>[A-Za-z0-9+/=\s]+)-----END \k<label>-----\s*$/;

/** What kind of key a certificate signing request has; undefined where the text is no such request. */
export function certificateKeyOf(csr: string): CertificateKey | undefined {
  const body = request.exec(csr)?.groups?.body;
  if (body === undefined) return undefined;
  const der = Buffer.from(body, "base64");
  // A sequence, as every request is.
  if (der[0] !== 0x30) return undefined;
  if (der.includes(keyIdentifiers["origin-rsa"])) return "origin-rsa";
  return der.includes(keyIdentifiers["origin-ecc"]) ? "origin-ecc" : undefined;
}
