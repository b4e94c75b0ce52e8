import "reflect-metadata";
import {
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  KeyObject,
  webcrypto,
  X509Certificate,
} from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { connect, createServer } from "node:tls";
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from "@peculiar/x509";
import { z } from "zod";
import { keySet } from "../../cli/cluster-secrets/service-account-key";
import { run } from "./run-in-memory";

const secretsSchema = z.strictObject({
  token: z.string(),
  agentToken: z.string(),
  serverCaCertificate: z.string(),
  serverCaKey: z.string(),
  serviceAccountKey: z.string(),
  serviceAccountJwks: z.string(),
});
const jwksSchema = z.strictObject({
  keys: z.tuple([
    z.strictObject({
      use: z.literal("sig"),
      alg: z.literal("RS256"),
      kty: z.literal("RSA"),
      kid: z.string(),
      n: z.string(),
      e: z.string(),
    }),
  ]),
});
type Secrets = z.output<typeof secretsSchema>;

async function made(...words: readonly string[]): Promise<Secrets> {
  const { code, printed, told } = await run(["cluster", "secrets", ...words], { now: () => new Date() });
  expect([code, told]).toEqual([0, ""]);
  return secretsSchema.parse(JSON.parse(printed));
}

let secrets: Secrets;
let folder: string;
beforeAll(async () => {
  secrets = await made();
  folder = mkdtempSync(path.join(os.tmpdir(), "cluster-secrets-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("tokens are of 256 bits, in characters without a meaning to anybody, and not alike", () => {
  expect(secrets.token).toMatch(/^[0-9a-f]{64}$/);
  expect(secrets.agentToken).toMatch(/^[0-9a-f]{64}$/);
  expect(secrets.token).not.toBe(secrets.agentToken);
});

test("no two clusters share a secret", async () => {
  const others = await made();
  for (const [name, value] of Object.entries(secrets))
    expect(Object.entries(others)).not.toContainEqual([name, value]);
});

test("the authority is one of its own, for ten years, with the key beside it", () => {
  const certificate = new X509Certificate(secrets.serverCaCertificate);
  expect(certificate.subject).toMatch(/^CN=k3s-server-ca@\d{10}$/);
  expect(certificate.issuer).toBe(certificate.subject);
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(secrets.serverCaKey))).toBe(true);
  expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: "prime256v1" });
  const years = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / (365.25 * 86_400_000);
  expect(years).toBeCloseTo(10, 1);
  expect(Math.abs(Date.parse(certificate.validFrom) - Date.now())).toBeLessThan(60_000);
});

test("keys are in the forms that k3s writes itself", () => {
  expect(secrets.serverCaKey).toMatch(/^-----BEGIN EC PRIVATE KEY-----\n/);
  expect(secrets.serviceAccountKey).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
  for (const pem of [secrets.serverCaCertificate, secrets.serverCaKey, secrets.serviceAccountKey]) {
    expect(pem).toMatch(/-----\n$/);
  }
});

/** A server's certificate, as k3s signs one, and its key. */
async function signedBy(authority: Secrets): Promise<{ readonly cert: string; readonly key: string }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const pkcs8 = createPrivateKey(authority.serverCaKey).export({ type: "pkcs8", format: "der" });
  const signingKey = await webcrypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);
  const certificate = await X509CertificateGenerator.create(
    {
      subject: "CN=k3s",
      issuer: new X509Certificate(authority.serverCaCertificate).subject,
      notBefore: new Date(Date.now() - 1000),
      notAfter: new Date(Date.now() + 60_000),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey,
      extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: "kubernetes" }])],
    },
    webcrypto,
  );
  const key = KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
  return { cert: certificate.toString("pem"), key };
}

/** Whether somebody who trusts an authority alone can talk to a server. */
async function isTrusted(
  server: { readonly cert: string; readonly key: string },
  ca: string,
): Promise<boolean> {
  const listening = createServer(server, (socket) => socket.end()).listen(0, "127.0.0.1");
  await new Promise((resolve) => listening.once("listening", resolve));
  const address = listening.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  try {
    return await new Promise((resolve) => {
      const socket = connect({ host: "127.0.0.1", port, servername: "kubernetes", ca }, () => {
        resolve(socket.authorized);
        socket.destroy();
      });
      socket.on("error", () => resolve(false));
    });
  } finally {
    await new Promise((resolve) => listening.close(resolve));
  }
}

test("whoever has the authority's certificate trusts the servers that its key signed for, and no others", async () => {
  const server = await signedBy(secrets);
  const authority = new X509Certificate(secrets.serverCaCertificate);
  expect(new X509Certificate(server.cert).checkIssued(authority)).toBe(true);
  expect(await isTrusted(server, secrets.serverCaCertificate)).toBe(true);
  expect(await isTrusted(server, (await made()).serverCaCertificate)).toBe(false);
});

test("a token that the key signs is checked with the published set, which holds nothing private", async () => {
  const set: unknown = JSON.parse(secrets.serviceAccountJwks);
  const [jwk] = jwksSchema.parse(set).keys;
  const signed = createSign("RSA-SHA256").update("header.claims").sign(secrets.serviceAccountKey);
  const isValid = (key: KeyObject) => createVerify("RSA-SHA256").update("header.claims").verify(key, signed);
  const published = createPublicKey({ key: { ...jwk }, format: "jwk" });
  expect(isValid(published)).toBe(true);
  expect(published.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65537n });
  const [other] = jwksSchema.parse(JSON.parse((await made()).serviceAccountJwks)).keys;
  expect(isValid(createPublicKey({ key: { ...other }, format: "jwk" }))).toBe(false);
});

test("a key has the id that the API server gives it", () => {
  // A public key of Kubernetes' own tests, and its id there: pkg/serviceaccount/openidmetadata_test.go
  const n =
    "249XwEo9k4tM8fMxV7zxOhcrP-WvXn917koM5Qr2ZXs4vo26e4ytdlrV0bQ9SlcLpQVSYjIxNfhTZdDt-ecIzshKuv1gKIxbbLQMOuK1eA_4HALyEkFgmS_tleLJrhc65tKPMGD-pKQ_xhmzRuCG51RoiMgbQxaCyYxGfNLpLAZK9L0Tctv9a0mJmGIYnIOQM4kC1A1I1n3EsXMWmeJUj7OTh_AjjCnMnkgvKT2tpKxYQ59PgDgU8Ssc7RDSmSkLxnrv-OrN80j6xrw0OjEiB4Ycr0PqfzZcvy8efTtFQ_Jnc4Bp1zUtFXt7-QeevePtQ2EcyELXE0i63T1CujRMWw";
  const key = createPublicKey({ key: { kty: "RSA", n, e: "AQAB" }, format: "jwk" });
  const kid = "JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU";
  expect(keySet(key)).toEqual({ keys: [{ use: "sig", alg: "RS256", kty: "RSA", kid, n, e: "AQAB" }] });
});

test("a file gets them readable by its owner alone, and standard output gets nothing", async () => {
  const file = path.join(folder, "dev.json");
  const { code, printed, told } = await run(["cluster", "secrets", "--out", file], { isTerminal: true });
  expect([code, printed]).toEqual([0, ""]);
  expect(told).toBe(`Wrote ${file}. The cluster can't be restored without it.`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(secretsSchema.parse(JSON.parse(readFileSync(file, "utf8"))).token).toMatch(/^[0-9a-f]{64}$/);
});

test("a file that is there is left as it is", async () => {
  const file = path.join(folder, "kept.json");
  writeFileSync(file, "another cluster's");
  const { code, printed, told } = await run(["cluster", "secrets", "--out", file]);
  expect([code, printed]).toEqual([4, ""]);
  expect(told).toBe(
    `hera: ${file} exists, and may be all that is left of a cluster's secrets.\n  Next: name another file.`,
  );
  expect(readFileSync(file, "utf8")).toBe("another cluster's");
});

test("a folder that isn't there is told", async () => {
  const file = path.join(folder, "absent", "dev.json");
  const { code, told } = await run(["cluster", "secrets", "--out", file]);
  expect(code).toBe(1);
  expect(told).toBe(`hera: ${file} can't be written (ENOENT).\n  Next: name a file in a folder that exists.`);
});

test("a terminal shows no secret", async () => {
  const { code, printed, told } = await run(["cluster", "secrets"], { isTerminal: true });
  expect([code, printed]).toEqual([4, ""]);
  expect(told).toBe(
    "hera: standard output is a terminal, and secrets would stay there to be read.\n  Next: name a file by --out, or hand them to another program.",
  );
});
