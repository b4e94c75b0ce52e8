// What a kubeconfig says of one context's cluster, in the words in which an environment's outputs say it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { KubernetesClusterOutputs } from "../../constructs/contract/kubernetes-cluster";
import type { Environment } from "../host";

/** How a cluster is reached, and what the program that signs in wants in its environment. */
export interface ClusterAccess
  extends Pick<KubernetesClusterOutputs, "clusterEndpoint" | "clusterCaCertificate" | "authExec"> {
  readonly authEnvironment: Environment;
}

const execSchema = z.looseObject({
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});

// What else a kubeconfig may have, such as a proxy or a password, the platform's stack has no word for.
const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({
      cluster: z.strictObject({
        server: z.url(),
        "certificate-authority-data": z.base64(),
        extensions: z.unknown().optional(),
      }),
    }),
  ]),
  users: z.tuple([
    z.object({
      user: z.union([
        z.strictObject({ exec: execSchema }),
        z.strictObject({ token: z.string() }),
        z.strictObject({ "client-certificate-data": z.base64(), "client-key-data": z.base64() }),
      ]),
    }),
  ]),
});

type User = z.output<typeof kubeconfigSchema>["users"][0]["user"];

/**
 * Reads what `kubectl config view --minify --flatten --raw --output=json` prints. A credential that it holds itself is
 * put into a file of its owner's alone, from which `cat` signs in: so it gets into no state.
 *
 * @param folder where that file is written
 * @throws Error for a way to reach a cluster, or to sign in, that can't be told a platform's stack
 */
export function readAccess(printed: string, folder: string): ClusterAccess {
  const { data, error } = kubeconfigSchema.safeParse(JSON.parse(printed));
  if (data === undefined) {
    throw new Error(
      `The context's cluster needs a server and certificate-authority-data alone, its user a token, a client certificate or an exec command alone:\n${z.prettifyError(error)}`,
    );
  }
  const [{ cluster }] = data.clusters;
  const [{ user }] = data.users;
  return {
    clusterEndpoint: cluster.server,
    clusterCaCertificate: cluster["certificate-authority-data"],
    ...signIn(user, path.join(folder, "credential.json")),
  };
}

function signIn(user: User, file: string): Pick<ClusterAccess, "authExec" | "authEnvironment"> {
  if ("exec" in user) {
    const { command, args, env } = user.exec;
    return {
      authExec: { command, args: args ?? [] },
      authEnvironment: Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
    };
  }
  // https://kubernetes.io/docs/reference/config-api/client-authentication.v1beta1/
  const credential = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    kind: "ExecCredential",
    status: statusOf(user),
  };
  writeFileSync(file, JSON.stringify(credential), { mode: 0o600 });
  return { authExec: { command: "cat", args: [file] }, authEnvironment: {} };
}

function statusOf(user: Exclude<User, { exec: unknown }>): Readonly<Record<string, string>> {
  if ("token" in user) return { token: user.token };
  return {
    clientCertificateData: decoded(user["client-certificate-data"]),
    clientKeyData: decoded(user["client-key-data"]),
  };
}

function decoded(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}
