import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  RestError,
} from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import { z } from "zod";
import { jsonOf } from "../json";

const origin = "https://management.azure.com";

const pageSchema = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** All pages of a list of Azure Resource Manager's. */
export type ManagementList = (
  path: string,
  query?: Readonly<Record<string, string>>,
) => Promise<readonly unknown[]>;

/**
 * Calls Azure Resource Manager.
 *
 * @param client the way to it; a test hands in its own.
 */
export function connectManagement(
  credential: TokenCredential,
  client: HttpClient = createDefaultHttpClient(),
): ManagementList {
  const pipeline = createPipelineFromOptions({});
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `${origin}/.default` }));
  return async (path, query = {}) => {
    const found: unknown[] = [];
    const parameters = new URLSearchParams({ "api-version": "2021-04-01", ...query });
    let url: string | undefined = `${origin}${path}?${parameters}`;
    while (url) {
      const request = createPipelineRequest({ url });
      const { status, bodyAsText } = await pipeline.sendRequest(client, request);
      if (status !== 200) throw refusal(status, bodyAsText ?? "");
      const page = pageSchema.parse(JSON.parse(bodyAsText ?? ""));
      found.push(...page.value);
      url = page.nextLink ?? undefined;
    }
    return found;
  };
}

function refusal(statusCode: number, text: string): RestError {
  const answered = errorSchema.safeParse(jsonOf(text));
  if (!answered.success) return new RestError(`${origin} answered with status ${statusCode}`, { statusCode });
  const { code, message } = answered.data.error;
  return new RestError(message, { code, statusCode });
}
