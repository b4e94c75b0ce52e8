import type { Figures } from "../../../constructs/contract/bounds";
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import type { ExistingNetwork } from "../../../constructs/contract/network";
import type { CloudAccountInput, ProjectInput } from "../../../constructs/contract/project";

/** Where blocks of addresses are drawn from, and how large they are: prefix lengths from `shortest` to `longest`. */
export interface BlockRange {
  readonly within: string;
  readonly shortest: number;
  readonly longest: number;
}

/** What a cloud has that only it can name: values of its own form, valid ones, to draw environments from. */
export interface CloudExample {
  /** Two accounts that have no value in common; each has three zones, and DNS zones. */
  readonly accounts: readonly [CloudAccountInput, CloudAccountInput];
  /** Accounts on other clouds that these name as `workloadsOn`; none where they name none. */
  readonly otherAccounts?: ProjectInput["clouds"];
  /** The tenants of these accounts, on a cloud without tenants any text. */
  readonly tenants: readonly [string, string];
  /** An identity of an account that Terraform may assume, on a cloud without any text. */
  readonly deployRole: (account: string) => string;
  /** Blocks with room for all pools that are drawn, in ranges that share no address. */
  readonly blocks: Readonly<Record<"cidr" | "podCidr" | "serviceCidr", BlockRange>>;
  /**
   * GiB of disk that nodes of every size can have.
   * @default all that the cloud can honour
   */
  readonly diskSizeGb?: Figures;
  /**
   * A drawn environment without what the cloud can't have together.
   * @default the same
   */
  readonly fitted?: (environment: EnvironmentInput) => EnvironmentInput;
  /** An existing network with all that the cloud takes; other numbers give another network, and other parts of it. */
  readonly existingNetwork: (
    account: CloudAccountInput,
    zones: readonly string[],
    numbers: { readonly network: 1 | 2; readonly parts: 1 | 2 },
  ) => ExistingNetwork;
}
