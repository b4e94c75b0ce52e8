// A project's zones and an environment's edge, to be changed by a test where it matters to it.
import type { EdgeInput } from "../constructs/contract/edge";
import type { EdgeZoneInput, ProjectEdgeInput } from "../constructs/contract/edge-zone";
import type { EnvironmentInput } from "../constructs/contract/environment";
import type { ProjectInput } from "../constructs/contract/project";

export const cloudflareAccount = "0123456789abcdef0123456789abcdef";
export const zoneId = "fedcba9876543210fedcba9876543210";

/** The project's account and one zone, `acme.test`. */
export function exampleZones(changes: Partial<EdgeZoneInput> = {}): ProjectEdgeInput {
  return {
    account: cloudflareAccount,
    zones: { "acme.test": { id: zoneId, plan: "business", ...changes } },
  };
}

/** A project with that zone. */
export function withZones(project: ProjectInput, changes: Partial<EdgeZoneInput> = {}): ProjectInput {
  return { ...project, edge: exampleZones(changes) };
}

/** A tunnel in front of the cluster at the zone's own domain, and nothing else said. */
export const exampleEdge: EdgeInput = { domain: "acme.test", origin: { tunnel: {} } };

/** An environment behind the example's edge. */
export function withEdge(environment: EnvironmentInput, changes: Partial<EdgeInput> = {}): EnvironmentInput {
  return { ...environment, edge: { ...exampleEdge, ...changes } };
}

/** A request for an elliptic-curve key that nobody has any more. */
export const ellipticRequest = `-----BEGIN CERTIFICATE REQUEST-----
MIHOMHYCAQAwFDESMBAGA1UEAwwJYWNtZS50ZXN0MFkwEwYHKoZIzj0CAQYIKoZI
zj0DAQcDQgAEhfmVAb7iC76Vae28Vl4c1ZwTlUGZaLNT3C3OqhyfJwNHZoNRGOaI
levQMyUt91dNwEWiVEcMyuxL+pa+v8AkC6AAMAoGCCqGSM49BAMCA0gAMEUCIQDS
u0jgWfJH+CI/d45S7cnvozbrdEFNqZrqg5ySIgjDOgIgSoe66wSXJ3LnvPhtTfSE
ekPE2ADnwmcH+UWtVNwwVlQ=
-----END CERTIFICATE REQUEST-----
`;

/** The same for an RSA key. */
export const rsaRequest = `-----BEGIN CERTIFICATE REQUEST-----
MIICWTCCAUECAQAwFDESMBAGA1UEAwwJYWNtZS50ZXN0MIIBIjANBgkqhkiG9w0B
AQEFAAOCAQ8AMIIBCgKCAQEAtMqX+0xdJLLoTP/V7r0Y7wOFj3cvbrklgDhRuQCe
4VFNaPQCk/kefk2/CgDS3964cP3M7f5tMALkFRB4N399vYYloPZ2MKH4kzTFUeUC
ric5OUddsqULIZjcOv5zjYIpKNXS5dwTsZ5zRX0hCJvmSrsCVc6c1sH6ZvXjLi5k
MmGTUGNcNMJOQ/JsCc+v/MteJLyu++tvPj6g33LkYCiYWrnzIozf7u+iyEJDP1+S
wqHtaIFAIDViK1v62C33NjvemCEAFxOpythHsqucdIdH96GXWZhz+irwb8n5U/1j
oqjvdvjqlFpExD76bebJX0u2aQAYDviQaeIZ3zaeu9/ZewIDAQABoAAwDQYJKoZI
hvcNAQELBQADggEBACcU2xpEpe6cBsl9hanutF1LU571vx0c1aBu9Y81afqLQLFT
SJG++lNtb71iqzoryv5DZGnM51BiD3hwL1vZqAijyFxuNQr5/SsBic+2l3V0xHr7
6TxIdlGoMelIHgLpDnubSoEtLlEWz+Wcv1TMx2MVBXkRrqDY2YyQnh+BAzFwS6o5
DmImtBwXdpIyhxC74XGoB8v4lkdU17EHBYetXCLQVfxyEOl59B0rRsdzWxTun/UB
HZm+g11tznyyVnLMcb8Lcb82pquXgrp10kFUkYFwcCgmVkjcXAsOpQ9vwWHAjpAT
yAGV1nGXxOI9RwEca04fFhcT5Ct6GVaexwtIBbg=
-----END CERTIFICATE REQUEST-----
`;

/** An edge in which every field says something, for a cluster with a load balancer of its own. */
export const fullEdge: EdgeInput = {
  domain: "acme.test",
  origin: { addresses: ["203.0.114.10", "2a01:4f8::10"] },
  records: ["api", "app"],
  originCertificate: { csr: ellipticRequest, validityDays: 90 },
  pages: {
    name: "acme-site",
    productionBranch: "release",
    repository: { host: "gitlab", owner: "acme", name: "site" },
    buildCommand: "npm run build",
    outputDirectory: "dist",
    rootDirectory: "web",
    previews: true,
    domains: ["@", "www"],
  },
  waf: "managed",
  rateLimit: { requests: 500, periodSeconds: 60 },
  countries: { allow: ["AT", "DE"] },
  buckets: [{ name: "media", location: "weur", expireAfterDays: 30, abortUploadsAfterDays: 2 }],
};
