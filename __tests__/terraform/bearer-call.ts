// Calls of APIs that take a token, made of the local cloud by a program of its own: its proxy is that program's alone.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { type Environment, localCloudPython } from "../../scripts/host";

const answerSchema = z.object({ status: z.number(), text: z.string() });

/** What an API answers. */
export type BearerAnswer = z.output<typeof answerSchema>;

/** One call of an API. */
export interface BearerCall {
  readonly method: string;
  readonly url: string;
  readonly token: string;
  readonly body?: string;
}

export function callWithBearer(
  environment: Environment,
  { method, url, token, body = "" }: BearerCall,
): BearerAnswer {
  const script = path.join(__dirname, "bearer_call.py");
  const printed = execFileSync(localCloudPython(), [script, method, url, token, body], {
    env: { ...environment },
    encoding: "utf8",
  });
  return answerSchema.parse(JSON.parse(printed));
}
