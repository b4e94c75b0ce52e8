import type { BackendBlock } from "../../constructs/contract/backend-block";

/** A state file on this machine. */
export interface LocalPlace {
  readonly type: "local";
  /** Absolute. */
  readonly path: string;
}

/** Where a state is: in a store as a backend block says, or in a file. */
export type StatePlace = BackendBlock | LocalPlace;
