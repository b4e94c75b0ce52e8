// A pod's token, handed to the local cloud as the libraries of each cloud hand it over.
import { execFileSync } from "node:child_process";
import { z } from "zod";
import { issuerUrl } from "../workload-federation/federation-stack";
import type { World } from "./world";

type Claims = Readonly<Record<string, string | number>>;
type Identity = Readonly<{ principal: string; annotations: Readonly<Record<string, string>> }>;

/** The token of a service account's pod. Its signature is none: the local cloud looks at claims alone. */
export function tokenOf(subject: string, audience: string): string {
  const encoded = (claims: Claims) => Buffer.from(JSON.stringify(claims)).toString("base64url");
  const claims = { iss: issuerUrl, sub: subject, aud: audience, exp: Math.floor(Date.now() / 1000) + 600 };
  return `${encoded({ alg: "none" })}.${encoded(claims)}.`;
}

function call(world: World, url: string, form: Claims, ...headers: readonly string[]): [number, string] {
  const data = Object.entries(form).flatMap(([name, value]) => ["--data-urlencode", `${name}=${value}`]);
  const further = headers.flatMap((header) => ["-H", header]);
  const printed = execFileSync("curl", ["-s", "-w", "\n%{http_code}", ...further, ...data, url], {
    env: { ...world.environment },
    encoding: "utf8",
  });
  const end = printed.lastIndexOf("\n");
  return [Number(printed.slice(end + 1)), printed.slice(0, end)];
}

const googleToken = z.object({ access_token: z.string() });

/** The status with which each cloud answers a pod that wants to act as an identity. */
export const actAs: Readonly<
  Record<"aws" | "azure" | "gcp", (world: World, identity: Identity, subject: string) => number>
> = {
  aws: (world, { principal }, subject) => {
    const [status] = call(world, "https://sts.eu-west-1.amazonaws.com/", {
      Action: "AssumeRoleWithWebIdentity",
      Version: "2011-06-15",
      RoleArn: principal,
      RoleSessionName: "pod",
      WebIdentityToken: tokenOf(subject, "sts.amazonaws.com"),
    });
    return status;
  },
  azure: (world, { principal, annotations }, subject) => {
    const tenant = annotations["azure.workload.identity/tenant-id"];
    const [status] = call(world, `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
      grant_type: "client_credentials",
      client_id: principal,
      scope: "https://vault.azure.net/.default",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: tokenOf(subject, "api://AzureADTokenExchange"),
    });
    return status;
  },
  gcp: (world, { principal, annotations }, subject) => {
    const [exchanged, answer] = call(world, "https://sts.googleapis.com/v1/token", {
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      audience: `//iam.googleapis.com/${annotations["cloud.google.com/workload-identity-provider"]}`,
      subject_token: tokenOf(subject, annotations["cloud.google.com/audience"] ?? ""),
    });
    if (exchanged !== 200) return exchanged;
    const [status] = call(
      world,
      `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${principal}:generateAccessToken`,
      { scope: "https://www.googleapis.com/auth/cloud-platform" },
      `Authorization: Bearer ${googleToken.parse(JSON.parse(answer)).access_token}`,
    );
    return status;
  },
};
