import { Fn } from "cdktf";

/** One statement of an IAM policy, in the policy language's own terms. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy as the JSON text that AWS takes; references within it stay references. */
export function policyDocument(...statements: readonly PolicyStatement[]): string {
  return Fn.jsonencode({ Version: "2012-10-17", Statement: statements });
}

/** A role's trust in one AWS service. */
export function trustInService(service: string, ...actions: readonly string[]): string {
  return policyDocument({
    Sid: "Trust",
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole", ...actions],
  });
}
