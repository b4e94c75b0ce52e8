// Who may use a cluster's API on the local clouds: one of the principals that the project names, and nobody else.
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { CloudName } from "../constructs/contract/project";
import { runCommand } from "./commands";
import type { Environment } from "./host";

/** Signs a principal in: the environment in which the program of `authExec` says that it is this one. */
type SignIn = (principal: string, environment: Environment, folder: string) => Promise<Environment>;

const credentialsSchema = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }),
});

/**
 * An environment in which `aws`, and Terraform, act as a role.
 *
 * @throws Error where `aws` isn't there, or may not.
 */
async function actingAs(role: string, environment: Environment, folder: string): Promise<Environment> {
  const session = ["--role-arn", role, "--role-session-name", "hera", "--region", "us-east-1"];
  const { exitCode, stdout, output } = await runCommand({
    program: "aws",
    arguments: ["sts", "assume-role", ...session, "--output", "json"],
    folder,
    environment,
  });
  if (exitCode !== 0)
    throw new Error(`\`aws sts assume-role\` as ${role} ended with status ${exitCode}:\n${output}`);
  const { Credentials: credentials } = credentialsSchema.parse(JSON.parse(stdout));
  return {
    ...environment,
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: credentials.SessionToken,
  };
}

/** Terraform itself goes on as whoever deploys, but on AWS, where one session is all that its programs know. */
const signIns: Readonly<Record<CloudName, SignIn>> = {
  aws: actingAs,
  // Terraform's own variables are those that begin with ARM_.
  azure: async (objectId, environment) => ({ ...environment, AZURE_CLIENT_ID: objectId }),
  gcp: async (member, environment, folder) => {
    const token = path.join(mkdtempSync(path.join(folder, "google-")), "token");
    writeFileSync(token, `principal:${member}`);
    return { ...environment, CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: token };
  },
  hetzner: async (principal, environment) => {
    const [kind, name = ""] = principal.split(":");
    return kind === "group"
      ? { ...environment, LOCAL_CLOUD_GROUPS: name }
      : { ...environment, LOCAL_CLOUD_USER: name, LOCAL_CLOUD_GROUPS: "" };
  },
};

/** Somebody on a cloud, in the form of its `adminPrincipals`, whether or not they name it. */
export interface Principal {
  readonly cloud: CloudName;
  readonly principal: string;
}

/**
 * An environment in which clusters of a local cloud are used as somebody.
 *
 * @param folder Where files are kept that the environment names.
 * @throws Error where the cloud's own program is needed and isn't there.
 */
export async function signedInAs(
  { cloud, principal }: Principal,
  environment: Environment,
  folder: string,
): Promise<Environment> {
  return await signIns[cloud](principal, environment, folder);
}
