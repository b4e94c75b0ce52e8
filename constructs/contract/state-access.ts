import { z } from "zod";
import { ruled, textMatching } from "./rule";

/** A job of a CI service that signs in by OpenID Connect, without any stored credentials. */
export interface OidcSubject {
  /** The service that signs the tokens: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Whom the tokens are for, whole: `repo:acme/infrastructure:environment:dev`. */
  readonly subject: string;
  /**
   * The audience that the tokens name.
   * @default the cloud's own (`sts.amazonaws.com`, `api://AzureADTokenExchange`, the identity pool's provider)
   */
  readonly audience?: string;
}

/**
 * Who may use a role: an identity in the cloud's own form (an account id, role or user ARN on AWS, an object id on
 * Azure, `group:…`, `user:…`, `serviceAccount:…` on Google Cloud), or a job of a CI service.
 */
export type StatePrincipal = string | OidcSubject;

/** Who may plan and who may apply one environment, as far as its state goes. */
export interface StateAccessInput {
  /** May read the state, and nothing of another environment's. */
  readonly plan: readonly StatePrincipal[];
  /** May write the state and hold its lock, and nothing of another environment's; may not erase its history. */
  readonly apply: readonly StatePrincipal[];
}

const principalSchema = z.union([
  z.string(),
  z.strictObject({
    issuer: textMatching(
      /^https:\/\/[A-Za-z0-9.-]+(\/[\w./-]*[\w.-])?$/,
      "an https address without a query, such as https://token.actions.githubusercontent.com",
      "copy the issuer from the CI service's documentation",
    ),
    subject: textMatching(
      /^[^*?\s]+$/,
      "the whole subject, without wildcards, such as repo:acme/infrastructure:environment:dev",
      "name each subject by itself; a wildcard would let every job of the service in",
    ),
    audience: z.string().min(1).optional(),
  }),
]);

const principalsSchema = ruled(z.array(principalSchema), {
  holds: (principals) => new Set(principals.map((one) => JSON.stringify(one))).size === principals.length,
  problem: "names one principal twice",
  allowed: "each principal once",
  mend: "remove the repetition",
});

export const stateAccessSchema = z.strictObject({
  plan: principalsSchema,
  apply: principalsSchema,
}) satisfies z.ZodType<unknown, StateAccessInput>;

/** Who may do what in an environment; nobody where the project says nothing. */
export type StateAccess = z.output<typeof stateAccessSchema>;

/** Whether a principal is a job of a CI service. */
export function isOidcSubject(
  principal: StateAccess["plan"][number],
): principal is Exclude<StateAccess["plan"][number], string> {
  return typeof principal !== "string";
}
