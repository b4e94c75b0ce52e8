import type { ChartValues } from "./chart-values";

const folder = "/var/run/secrets/workload-identity";
const files = { token: "token", credentials: "credentials.json" };

/** Where the token is in a pod. */
export const tokenFile = `${folder}/${files.token}`;

/** Where `credentials` are in a pod. */
export const credentialsFile = `${folder}/${files.credentials}`;

/** What a pod needs to act as an identity on a cloud that its cluster isn't on, without the webhook there. */
export interface PodToken {
  /** Whom the token is for. */
  readonly audience: string;
  /** Variables by which the cloud's libraries find `tokenFile`, and whom to be by it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What `credentialsFile` says, none of it secret; undefined where variables say it all. */
  readonly credentials?: string;
}

/** `credentials` come by way of the pod itself, so that no other object has to be there before it. */
const credentialsAnnotation = "hera/credentials";

/** A token as the chart of cert-manager takes it. */
export function podTokenValues({ audience, environment, credentials }: PodToken): ChartValues {
  const name = "workload-identity";
  const token = { serviceAccountToken: { audience, path: files.token } };
  const fieldPath = `metadata.annotations['${credentialsAnnotation}']`;
  const beside =
    credentials === undefined
      ? []
      : [{ downwardAPI: { items: [{ path: files.credentials, fieldRef: { fieldPath } }] } }];
  return {
    extraEnv: Object.entries(environment).map(([variable, value]) => ({ name: variable, value })),
    volumes: [{ name, projected: { sources: [token, ...beside] } }],
    volumeMounts: [{ name, mountPath: folder, readOnly: true }],
    ...(credentials !== undefined && { podAnnotations: { [credentialsAnnotation]: credentials } }),
  };
}
