import { z } from "zod";
import { authorizedCidrSchema } from "./authorized-cidr";
import { ruled, textMatching, wholeNumber } from "./rule";

/** Who may open a shell on Hetzner's servers, through the NAT host; nobody can where it is left out. */
export interface ShellAccessInput {
  /** The IPv4 blocks that administrators come from; each a /8 or smaller. */
  readonly authorizedCidrs: readonly string[];
  /** Public keys in OpenSSH's form, such as "ssh-ed25519 AAAA… name"; at least one. */
  readonly publicKeys: readonly string[];
}

/** What only Hetzner has. */
export interface HetznerOverridesInput {
  /**
   * Who may open a shell on the servers; the runbooks for a lost cluster need one.
   * @default nobody
   */
  readonly ssh?: ShellAccessInput;
  /**
   * Servers of the control plane: 1, or an odd number of up to 5 with `controlPlaneHa`.
   * @default 3 with `controlPlaneHa`, else 1
   */
  readonly controlPlaneServers?: number;
}

/** What an environment asks of one cloud alone, under the cloud's name. */
export interface OverridesInput {
  /**
   * On Hetzner.
   * @default nothing
   */
  readonly hetzner?: HetznerOverridesInput;
}

const publicKeySchema = textMatching(
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d+|sk-[a-z0-9@.-]+) [A-Za-z0-9+/]+=*( \S+)?$/,
  'a public key of OpenSSH, such as "ssh-ed25519 AAAA… name"',
  "copy the line from a file that ends with .pub; a private key never goes here",
);

export const overridesSchema = z.strictObject({
  hetzner: z
    .strictObject({
      ssh: z
        .strictObject({
          authorizedCidrs: z.array(authorizedCidrSchema).min(1).readonly(),
          publicKeys: z.array(publicKeySchema).min(1).readonly(),
        })
        .optional(),
      controlPlaneServers: ruled(wholeNumber(1, 5, "servers"), {
        holds: (servers) => servers % 2 === 1,
        problem: "is an even number, with which etcd outlives no more losses than with one server less",
        allowed: "1, 3 or 5",
        mend: "use one server more or less",
      }).optional(),
    })
    .default({}),
}) satisfies z.ZodType<unknown, OverridesInput>;

/** Overrides with their defaults filled in. */
export type Overrides = z.output<typeof overridesSchema>;
