import { existsSync, readFileSync } from "node:fs";
import { GoogleAuth, OAuth2Client } from "google-auth-library";
import { ProxyAgent } from "proxy-agent";
import type { Environment } from "../../scripts/host";

/** What Cloud Storage answered, whatever it is. */
export interface GcsAnswer {
  readonly status: number;
  readonly content: Buffer;
}

/** A call of Cloud Storage's JSON API. */
export interface GcsCall {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path and query, encoded. */
  readonly target: string;
  readonly content?: Buffer | string;
}

export type GcsConnection = (call: GcsCall) => Promise<GcsAnswer>;

/**
 * Calls Cloud Storage as Terraform's gcs backend would: with its credentials, by its proxy, trusting whom it trusts.
 * https://developer.hashicorp.com/terraform/language/v1.11.x/backend/gcs
 */
export function connectGcs(environment: Environment): GcsConnection {
  const { HTTPS_PROXY: proxy = environment.https_proxy ?? "", SSL_CERT_FILE: bundle = "" } = environment;
  const agent = new ProxyAgent({
    keepAlive: true,
    getProxyForUrl: () => proxy,
    ...(bundle === "" ? {} : { ca: readFileSync(bundle) }),
  });
  const client = clientFor(environment);
  return async ({ method, target, content }) => {
    const { status, data } = await client.request<ArrayBuffer>({
      url: `https://storage.googleapis.com${target}`,
      method,
      agent,
      responseType: "arraybuffer",
      // Each status means something to the caller.
      validateStatus: () => true,
      ...(content === undefined ? {} : { body: content, headers: { "Content-Type": "application/json" } }),
    });
    return { status, content: Buffer.from(data) };
  };
}

/** A token, a key by its content or its file, or whatever the machine has: the backend's order. */
function clientFor(environment: Environment): Pick<OAuth2Client, "request"> {
  const {
    GOOGLE_OAUTH_ACCESS_TOKEN: token = "",
    GOOGLE_BACKEND_CREDENTIALS: key = environment.GOOGLE_CREDENTIALS ?? "",
  } = environment;
  if (token !== "") {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: token });
    return client;
  }
  const scopes = "https://www.googleapis.com/auth/devstorage.read_write";
  if (key === "") return new GoogleAuth({ scopes });
  return new GoogleAuth({
    scopes,
    ...(existsSync(key) ? { keyFile: key } : { credentials: JSON.parse(key) }),
  });
}
