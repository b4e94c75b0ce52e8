// Pods that start before the webhook that gives tokens: they know their identity on another cloud without it.
import { z } from "zod";
import type { CloudName } from "../../constructs/contract/project";
import { dev } from "../../envs/dev";
import { deployedText } from "../../scripts/render/terraform-values";
import { fullProject } from "../conformance/every-environment";
import { stackOf, synthesize } from "../synthesized";

const outputsSchema = z.object({
  clusterSecretAnnotations: z.record(z.string(), z.string()),
  identities: z.record(z.string(), z.object({ principal: z.string() })),
});
const valuesSchema = z.object({
  serviceAccount: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() }),
  podLabels: z.unknown().optional(),
  podAnnotations: z.record(z.string(), z.string()).optional(),
  extraEnv: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  volumes: z.array(z.unknown()).optional(),
  volumeMounts: z.array(z.unknown()).optional(),
});

/** What the stack of an environment tells of its add-ons, once it is deployed. */
function toldOn(cloud: CloudName, workloadsOn?: CloudName) {
  const { [cloud]: account } = fullProject.clouds;
  if (account === undefined) throw new Error(`the project has no account on ${cloud}`);
  const clouds = { ...fullProject.clouds, [cloud]: workloadsOn ? { ...account, workloadsOn } : account };
  const stack = stackOf(synthesize({ ...fullProject, clouds }, [{ ...dev, cloud }]), dev.name);
  const { clusterSecretAnnotations, identities } = outputsSchema.parse(stack.outputs);
  return {
    valuesOf: (name: string) =>
      valuesSchema.parse(JSON.parse(deployedText(clusterSecretAnnotations[`hera/${name}-values`] ?? ""))),
    principal: deployedText(identities["cert-manager"]?.principal ?? ""),
  };
}

const folder = "/var/run/secrets/workload-identity";

/** The values of cert-manager with a token in the folder. */
function mounting(audience: string, ...beside: readonly unknown[]) {
  const token = { serviceAccountToken: { audience, path: "token" } };
  return {
    serviceAccount: { name: "cert-manager" },
    volumes: [{ name: "workload-identity", projected: { sources: [token, ...beside] } }],
    volumeMounts: [{ name: "workload-identity", mountPath: folder, readOnly: true }],
  };
}

test("cert-manager of a cluster on Hetzner takes its role on AWS by a token that its pods mount", () => {
  const { valuesOf, principal } = toldOn("hetzner", "aws");
  expect(valuesOf("cert-manager")).toEqual({
    ...mounting("sts.amazonaws.com"),
    extraEnv: [
      { name: "AWS_REGION", value: fullProject.clouds.aws?.region },
      { name: "AWS_ROLE_ARN", value: principal },
      { name: "AWS_WEB_IDENTITY_TOKEN_FILE", value: `${folder}/token` },
    ],
  });
});

test("it is its managed identity on Azure likewise", () => {
  const { valuesOf, principal } = toldOn("hetzner", "azure");
  expect(valuesOf("cert-manager")).toEqual({
    ...mounting("api://AzureADTokenExchange"),
    extraEnv: [
      { name: "AZURE_AUTHORITY_HOST", value: "https://login.microsoftonline.com/" },
      { name: "AZURE_CLIENT_ID", value: principal },
      { name: "AZURE_FEDERATED_TOKEN_FILE", value: `${folder}/token` },
      { name: "AZURE_TENANT_ID", value: fullProject.clouds.azure?.tenant },
    ],
  });
});

test("it is its service account on Google Cloud by a file that says so, beside the token", () => {
  const { valuesOf, principal } = toldOn("hetzner", "gcp");
  const { podAnnotations, ...values } = valuesOf("cert-manager");
  const { "hera/credentials": credentials = "" } = podAnnotations ?? {};
  const fieldRef = { fieldPath: "metadata.annotations['hera/credentials']" };
  const provider = expect.stringMatching(/^\/\/iam\.googleapis\.com\/.+\/providers\/cluster$/);
  expect(values).toEqual({
    ...mounting(expect.stringMatching(/^https:\/\/iam\.googleapis\.com\/.+\/providers\/cluster$/), {
      downwardAPI: { items: [{ path: "credentials.json", fieldRef }] },
    }),
    extraEnv: [{ name: "GOOGLE_APPLICATION_CREDENTIALS", value: `${folder}/credentials.json` }],
  });
  expect(JSON.parse(credentials)).toEqual({
    type: "external_account",
    audience: provider,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: "https://sts.googleapis.com/v1/token",
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${principal}:generateAccessToken`,
    credential_source: { file: `${folder}/token` },
  });
});

test("add-ons that start after the webhook carry the marks that it goes by, and mount nothing", () => {
  const { serviceAccount, volumes } = toldOn("hetzner", "aws").valuesOf("external-dns");
  expect(Object.keys(serviceAccount.annotations ?? {})).toEqual(["eks.amazonaws.com/role-arn"]);
  expect(volumes).toBeUndefined();
});

test.each(["aws", "azure", "gcp"] as const)(
  "where %s knows its own pods, cert-manager mounts nothing",
  (cloud) => {
    const { extraEnv, volumes, podAnnotations, serviceAccount } = toldOn(cloud).valuesOf("cert-manager");
    expect({ extraEnv, volumes, podAnnotations }).toEqual({
      extraEnv: [],
      volumes: undefined,
      podAnnotations: undefined,
    });
    expect(serviceAccount.annotations).toBeDefined();
  },
);
