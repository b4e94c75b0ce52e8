import {
  propertyAccess,
  TerraformStack,
  TerraformVariable,
  type TerraformVariableConfig,
  Token,
  VariableType,
} from "cdktf";
import type { Construct } from "constructs";

/** What `hera cluster secrets` makes once for a cluster, and the form that each has. */
const clusterSecretForms = {
  /** What a server of the control plane joins with. */
  token: "^[A-Za-z0-9]{32,}$",
  /** What a worker joins with; it opens no server of the control plane. */
  agentToken: "^[A-Za-z0-9]{32,}$",
  /** Signs the API server's certificate: clients know it before there is a server. */
  serverCaCertificate: "^-----BEGIN CERTIFICATE-----",
  serverCaKey: "^-----BEGIN [A-Z ]*PRIVATE KEY-----",
  /** Signs the pods' tokens. */
  serviceAccountKey: "^-----BEGIN [A-Z ]*PRIVATE KEY-----",
  /** The public half, as the world reads it: a JSON Web Key Set. */
  serviceAccountJwks: '^\\s*\\{\\s*"keys"',
} as const;
export type ClusterSecret = keyof typeof clusterSecretForms;

// Variables of Terraform: their values stand in no file of the project, and in no state.

// Where a condition fails, Terraform prints what each name in it stands for, of a sensitive variable too: a text as it
// is, an object by the number of its attributes. So a text is held against the empty one alone, and an object's
// attribute is named as an argument. What is missing is empty by default, because Terraform's own words for it don't
// name the environment variable.

const descriptions = {
  hcloud_token: "Token of the Hetzner Cloud project, with read and write",
  object_storage_access_key: "Access key of the project's Object Storage",
  object_storage_secret_key: "Secret key of the project's Object Storage",
} as const;

/** The token that Terraform and the servers' controllers call Hetzner Cloud with. */
export function hcloudToken(scope: Construct): string {
  return secretText(scope, "hcloud_token").stringValue;
}

/** The keys of the project's Object Storage, which reach all of its buckets. */
export interface ObjectStorageKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The keys of the project's Object Storage. */
export function objectStorageKeys(scope: Construct): ObjectStorageKeys {
  return {
    accessKey: secretText(scope, "object_storage_access_key").stringValue,
    secretKey: secretText(scope, "object_storage_secret_key").stringValue,
  };
}

/** One of the secrets that a cluster is founded with. */
export function clusterSecret(scope: Construct, field: ClusterSecret): string {
  const name = "cluster_secrets";
  const fields = Object.entries(clusterSecretForms);
  const secrets = declared(scope, name, {
    type: VariableType.object(Object.fromEntries(fields.map(([one]) => [one, VariableType.STRING]))),
    description: `What a cluster is founded with, as \`hera cluster secrets\` prints it. Set TF_VAR_${name}.`,
    validation: fields.map(([one, form]) => ({
      condition: `\${can(regex(${JSON.stringify(form)}, lookup(var.${name}, ${JSON.stringify(one)})))}`,
      errorMessage: `TF_VAR_${name} has no usable ${one}. Make it with \`hera cluster secrets\`.`,
    })),
  });
  // As a default, cdktf would write the names of its attributes in small letters with underscores.
  secrets.addOverride("default", Object.fromEntries(fields.map(([one]) => [one, ""])));
  return Token.asString(propertyAccess(secrets.value, [field]));
}

function secretText(scope: Construct, name: keyof typeof descriptions): TerraformVariable {
  return declared(scope, name, {
    type: VariableType.STRING,
    default: "",
    description: `${descriptions[name]}. Set TF_VAR_${name}.`,
    validation: [
      {
        condition: `\${var.${name} != ""}`,
        errorMessage: `TF_VAR_${name} is missing or empty. It is: ${descriptions[name]}.`,
      },
    ],
  });
}

/** The stack's variable of that name; the first who needs it declares it. */
function declared(scope: Construct, name: string, config: TerraformVariableConfig): TerraformVariable {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(name);
  if (found instanceof TerraformVariable) return found;
  return new TerraformVariable(stack, name, { ...config, sensitive: true, nullable: false });
}
