import { existsSync, readFileSync } from "node:fs";
import { GoogleAuth, OAuth2Client } from "google-auth-library";
import { ProxyAgent } from "proxy-agent";
import type { Environment } from "../../scripts/host";

/** What an API answered, whatever it is. */
export interface GoogleAnswer {
  readonly status: number;
  readonly content: Buffer;
}

/** A call of an API of Google Cloud. */
export interface GoogleCall {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path and query, encoded. */
  readonly target: string;
  readonly content?: Buffer | string;
}

export type GoogleConnection = (call: GoogleCall) => Promise<GoogleAnswer>;

/** Whoever signs requests. */
type Signer = Pick<OAuth2Client, "request">;

/** Whom to call, and as whom. */
interface ConnectionSettings {
  /** `storage.googleapis.com`. */
  readonly host: string;
  /** A key, or the path of one; empty for none. */
  readonly key: string;
  readonly scope: string;
}

/** Calls an API as Terraform would: with its credentials, by its proxy, trusting whom it trusts. */
export function connectGoogle(environment: Environment, settings: ConnectionSettings): GoogleConnection {
  return connect(environment, settings.host, clientFor(environment, settings));
}

/** Likewise, with a token that says who calls. */
export function connectWithToken(environment: Environment, host: string, token: string): GoogleConnection {
  return connect(environment, host, clientWith(token));
}

function connect(environment: Environment, host: string, client: Signer): GoogleConnection {
  const { HTTPS_PROXY: proxy = environment.https_proxy ?? "", SSL_CERT_FILE: bundle = "" } = environment;
  const agent = new ProxyAgent({
    keepAlive: true,
    getProxyForUrl: () => proxy,
    ...(bundle === "" ? {} : { ca: readFileSync(bundle) }),
  });
  return async ({ method, target, content }) => {
    const { status, data } = await client.request<ArrayBuffer>({
      url: `https://${host}${target}`,
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

/** A token, a key by its content or its file, or whatever the machine has: Terraform's order. */
function clientFor(environment: Environment, { key, scope }: ConnectionSettings): Signer {
  const { GOOGLE_OAUTH_ACCESS_TOKEN: token = "" } = environment;
  if (token !== "") return clientWith(token);
  if (key === "") return new GoogleAuth({ scopes: scope });
  return new GoogleAuth({
    scopes: scope,
    ...(existsSync(key) ? { keyFile: key } : { credentials: JSON.parse(key) }),
  });
}

function clientWith(token: string): Signer {
  const client = new OAuth2Client();
  client.setCredentials({ access_token: token });
  return client;
}
