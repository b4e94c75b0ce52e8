// What exists at Cloudflare, and what somebody changes there by hand, asked of the local cloud itself.
import { z } from "zod";
import { callWithBearer } from "./bearer-call";
import type { Inventory, World } from "./world";

/** A call of Cloudflare's API. */
export interface CloudflareCall {
  readonly method: "GET" | "PATCH" | "POST" | "DELETE";
  /** Behind `/client/v4/`. */
  readonly resource: string;
  readonly body?: object;
}

const answerSchema = z.object({ result: z.unknown() });

/** The result of a call that has to succeed. */
export function callCloudflare({ environment }: World, { method, resource, body }: CloudflareCall): unknown {
  const { status, text } = callWithBearer(environment, {
    method,
    url: `https://api.cloudflare.com/client/v4/${resource}`,
    token: environment.CLOUDFLARE_API_TOKEN ?? "",
    body: body === undefined ? "" : JSON.stringify(body),
  });
  if (status !== 200) throw new Error(`${method} ${resource} was answered by ${status}: ${text}`);
  return answerSchema.parse(JSON.parse(text)).result;
}

const recordsSchema = z.array(z.object({ id: z.string(), type: z.string(), name: z.string() }));

/** The DNS records of a zone. */
export function recordsOf(world: World, zoneId: string): z.output<typeof recordsSchema> {
  return recordsSchema.parse(
    callCloudflare(world, { method: "GET", resource: `zones/${zoneId}/dns_records` }),
  );
}

const namesOf = (field: string) => (list: unknown) =>
  z
    .array(z.record(z.string(), z.unknown()))
    .parse(list)
    .map((one) => String(one[field]))
    .sort();

/** The names of all that an account and a zone have, by kind; settings, which are always there, are left out. */
export function cloudflareInventory(world: World, account: string, zoneId: string): Inventory {
  const list = (resource: string): unknown => callCloudflare(world, { method: "GET", resource });
  const { buckets } = z.object({ buckets: z.unknown() }).parse(list(`accounts/${account}/r2/buckets`));
  return {
    buckets: namesOf("name")(buckets),
    certificates: namesOf("request_type")(list("certificates")),
    projects: namesOf("name")(list(`accounts/${account}/pages/projects`)),
    records: recordsOf(world, zoneId)
      .map(({ type, name }) => `${type} ${name}`)
      .sort(),
    rulesets: namesOf("phase")(list(`zones/${zoneId}/rulesets`)),
    tunnels: namesOf("name")(list(`accounts/${account}/cfd_tunnel?is_deleted=false`)),
  };
}
