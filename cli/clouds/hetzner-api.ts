// Hetzner Cloud's API: all that a token's project has of a kind.
import { z } from "zod";
import type { Environment } from "../../scripts/host";
import { CommandError } from "../command-error";
import { jsonOf } from "../json";
import { connectWithToken, type GoogleAnswer } from "../stores/google-connection";

/** What all kinds of resources have. */
const resourceSchema = z.object({
  id: z.number(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
});
export type HetznerResource = z.output<typeof resourceSchema>;

/** https://docs.hetzner.cloud/reference/cloud#pagination */
const pageSchema = z.object({
  meta: z.object({ pagination: z.object({ next_page: z.number().nullable() }) }),
});
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** The API refused a call. */
export class HetznerError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = "HetznerError";
  }
}

/** All of a kind (`servers`) that a label selector finds. */
export type HetznerList = (kind: string, selector: string) => Promise<readonly HetznerResource[]>;

/** Answers one GET of a path and query. */
export type HetznerGet = (target: string) => Promise<GoogleAnswer>;

/** Calls the API with the token that Terraform has, or the one of the hcloud command. */
export function connectHetzner(environment: Environment): HetznerGet {
  const { TF_VAR_hcloud_token: ofTerraform = "", HCLOUD_TOKEN: ofCommand = "" } = environment;
  const token = ofTerraform || ofCommand;
  // Nothing of a call with a bearer token is Google's own.
  const call = connectWithToken(environment, "api.hetzner.cloud", token);
  return async (target) => {
    if (token !== "") return call({ method: "GET", target });
    throw new CommandError(
      "credentials",
      "no token of the Hetzner Cloud project was found",
      "set TF_VAR_hcloud_token (or HCLOUD_TOKEN) to a token of the environment's project, then run the same command",
    );
  };
}

/** Reads lists to their last page. */
export function listWith(get: HetznerGet): HetznerList {
  return async (kind, selector) => {
    const listSchema = z.object({ [kind]: z.array(resourceSchema) });
    const found: HetznerResource[] = [];
    let page: number | null = 1;
    while (page !== null) {
      const query = new URLSearchParams({
        label_selector: selector,
        per_page: "50",
        page: String(page),
      });
      const answer = accepted(await get(`/v1/${kind}?${query}`));
      found.push(...(listSchema.parse(answer)[kind] ?? []));
      page = pageSchema.parse(answer).meta.pagination.next_page;
    }
    return found;
  };
}

function accepted({ status, content }: GoogleAnswer): unknown {
  const text = content.toString("utf8");
  if (status === 200) return JSON.parse(text);
  const refused = errorSchema.safeParse(jsonOf(text));
  throw new HetznerError(status, refused.success ? refused.data.error.message : `status ${status}`);
}
