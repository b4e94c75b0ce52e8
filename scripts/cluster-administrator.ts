// Who may use a cluster's API on the local cloud: one of the principals that the project names, and nobody else.
import { z } from "zod";
import { runCommand } from "./commands";
import type { Environment } from "./host";

const credentialsSchema = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }),
});

/**
 * An environment in which `aws`, and Terraform, act as a role.
 *
 * @throws Error where `aws` isn't there, or may not.
 */
export async function actingAs(role: string, environment: Environment, folder: string): Promise<Environment> {
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
