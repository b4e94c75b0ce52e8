// The local cloud's faults, set and taken back while a trial runs: local-cloud/README.md, "Faults".
import { request } from "node:http";
import { z } from "zod";
import type { LocalCloud } from "../local-cloud";

/** Which requests a fault strikes, and what it does to them. */
export interface FaultRule {
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly times?: number;
  readonly probability?: number;
  readonly seed?: number;
  readonly effect:
    | "refuse"
    | "delay"
    | "silence"
    | "cut-upload"
    | "cut-response"
    | "lose-response"
    | "fail-operation"
    | "skew";
  readonly status?: number;
  readonly seconds?: number;
  /** What an operation fails with. */
  readonly code?: string;
}

const rulesSchema = z.record(z.string(), z.object({ struck: z.number() }));

/** Sets the rules of one local cloud. */
export class FaultRules {
  constructor(private readonly cloud: Pick<LocalCloud, "port">) {}

  async put(name: string, rule: FaultRule): Promise<void> {
    await this.call("PUT", `/rules/${name}`, JSON.stringify(rule));
  }

  /** Takes a rule back; what it holds up goes on. */
  async remove(name: string): Promise<void> {
    await this.call("DELETE", `/rules/${name}`);
  }

  /** How many requests a rule has struck so far. */
  async struck(name: string): Promise<number> {
    return rulesSchema.parse(JSON.parse(await this.call("GET", "/rules")))[name]?.struck ?? 0;
  }

  private call(method: string, path: string, body = ""): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: "127.0.0.1", port: this.cloud.port, method, path: `http://faults.local-cloud${path}` },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () => {
            const text = Buffer.concat(parts).toString("utf8");
            if (response.statusCode === 200) resolve(text);
            else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
          });
        },
      );
      sent.once("error", reject);
      // Without a length Node sends the body of a DELETE in chunks.
      sent.setHeader("Content-Length", Buffer.byteLength(body));
      sent.end(body);
    });
  }
}
