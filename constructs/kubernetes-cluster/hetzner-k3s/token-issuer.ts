import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { objectStorageOf } from "../../account/hetzner/hetzner-account";
import { objectStorageEndpoint } from "../../account/hetzner/hetzner-locations";
import { clusterSecret } from "../../account/hetzner/secrets";
import type { TokenIssuer } from "../../contract/workload-federation";

/** Where the world looks for them: https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
const discoveryKey = ".well-known/openid-configuration";
const jwksKey = "openid/v1/jwks";

export interface PublishedIssuerProps {
  readonly bucketName: string;
  readonly location: string;
  readonly deletionProtection: boolean;
}

/** Publishes who signs the tokens of the cluster's pods, and with what key, so that other clouds can believe them. */
export class PublishedIssuer extends Construct implements TokenIssuer {
  readonly url: string;
  readonly published: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PublishedIssuerProps) {
    super(scope, id);
    const { bucketName, location, deletionProtection } = props;
    const provider = objectStorageOf(this);
    // Known before the bucket exists: the API server starts with it, and can never change it.
    this.url = `${objectStorageEndpoint(location)}/${bucketName}`;
    const bucket = new S3Bucket(this, "bucket", {
      provider,
      bucket: bucketName,
      forceDestroy: !deletionProtection,
      lifecycle: { preventDestroy: deletionProtection },
    });
    const document = (name: string, key: string, content: string) =>
      new S3Object(this, name, {
        provider,
        bucket: bucket.id,
        key,
        content,
        contentType: "application/json",
        cacheControl: "public, max-age=3600",
      });
    const policy = new S3BucketPolicy(this, "policy", {
      provider,
      bucket: bucket.id,
      policy: JSON.stringify(readableByAll(bucketName)),
    });
    this.published = [
      document("discovery", discoveryKey, JSON.stringify(discovery(this.url))),
      // Public keys, which stand in a variable beside private ones.
      document("jwks", jwksKey, Fn.nonsensitive(clusterSecret(this, "serviceAccountJwks"))),
      policy,
    ];
  }
}

/** Anybody reads the two documents; nobody lists the bucket. */
function readableByAll(bucketName: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PublishedKeys",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: [discoveryKey, jwksKey].map((key) => `arn:aws:s3:::${bucketName}/${key}`),
      },
    ],
  };
}

/** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery */
function discovery(issuer: string) {
  return {
    issuer,
    jwks_uri: `${issuer}/${jwksKey}`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}
