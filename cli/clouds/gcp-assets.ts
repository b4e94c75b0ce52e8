// Cloud Asset Inventory: all that a project has, of any API.
import { z } from "zod";
import type { Environment } from "../../scripts/host";
import { jsonOf } from "../json";
import {
  connectGoogle,
  connectWithToken,
  type GoogleAnswer,
  type GoogleConnection,
} from "../stores/google-connection";

const scope = "https://www.googleapis.com/auth/cloud-platform";

/** One result of a search. */
const assetSchema = z.object({
  /** `//compute.googleapis.com/projects/acme/global/networks/dev`. */
  name: z.string(),
  assetType: z.string(),
  displayName: z.string().optional(),
  state: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
  additionalAttributes: z.looseObject({ email: z.string().optional() }).default({}),
});
export type Asset = z.output<typeof assetSchema>;

const pageSchema = z.object({
  results: z.array(assetSchema).default([]),
  nextPageToken: z.string().optional(),
});
const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    details: z.array(z.looseObject({ reason: z.string().optional() })).default([]),
  }),
});
const tokenSchema = z.object({ accessToken: z.string() });

/** Cloud Asset Inventory, or the sign-in as whom it is asked, refused a call. */
export class AssetError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Google's word for it, such as SERVICE_DISABLED. */
    readonly reason: string | undefined,
  ) {
    super(message);
    this.name = "AssetError";
  }
}

/** A connection that is made when it is used. */
export type AssetConnection = () => Promise<GoogleConnection>;

/**
 * Signs in as Terraform's google provider would.
 *
 * @param deployRole the service account that it acts as, if any.
 */
export function connectAssets(environment: Environment, deployRole: string | undefined): AssetConnection {
  const host = "cloudasset.googleapis.com";
  const key = environment.GOOGLE_CREDENTIALS ?? "";
  if (deployRole === undefined) return async () => connectGoogle(environment, { host, key, scope });
  const iam = connectGoogle(environment, { host: "iamcredentials.googleapis.com", key, scope });
  return async () => {
    const target = `/v1/projects/-/serviceAccounts/${deployRole}:generateAccessToken`;
    const answer = await iam({ method: "POST", target, content: JSON.stringify({ scope: [scope] }) });
    return connectWithToken(environment, host, tokenSchema.parse(accepted(answer)).accessToken);
  };
}

/**
 * All assets of a project that a query or a list of types finds, but what is deleted and keeps its name.
 *
 * @param wanted parameters `query` and `assetTypes`; the latter may stand several times.
 */
export async function searchAssets(
  call: GoogleConnection,
  project: string,
  wanted: readonly (readonly [parameter: string, value: string])[],
): Promise<readonly Asset[]> {
  const found: Asset[] = [];
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ pageSize: "500" });
    for (const [name, value] of wanted) query.append(name, value);
    if (token) query.set("pageToken", token);
    const target = `/v1/projects/${project}:searchAllResources?${query}`;
    const page = pageSchema.parse(accepted(await call({ method: "GET", target })));
    found.push(...page.results);
    token = page.nextPageToken;
  } while (token);
  return found.filter(({ state = "" }) => !/^(DELETE|DESTROY)/.test(state));
}

function accepted({ status, content }: GoogleAnswer): unknown {
  const text = content.toString("utf8");
  if (status === 200) return JSON.parse(text);
  const refused = errorSchema.safeParse(jsonOf(text));
  if (!refused.success) throw new AssetError(status, `status ${status}`, undefined);
  const { message, details } = refused.data.error;
  throw new AssetError(status, message, details.find(({ reason }) => reason !== undefined)?.reason);
}
