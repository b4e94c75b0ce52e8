import type { StateBackendSettings } from "../../constructs/contract/state-backend";
import type { Surroundings } from "../surroundings";

/** One thing that a seed consists of: looked at first, and made where it is missing, so that every run is the same. */
export interface SeedPart {
  /** As it is told: `bucket acme-tfseed-…`. */
  readonly name: string;
  /** The name of the part whose setting it is. */
  readonly within?: string;
  /** @throws CommandError where it is there, but somebody else's. */
  readonly isThere: () => Promise<boolean>;
  readonly make: () => Promise<void>;
}

/** How a kind of store makes the place for bootstrap's own state, with its plain API. */
export interface SeedStore {
  /** The parts, in the order in which they are made. Nothing is made before the first of them was looked at. */
  readonly parts: (settings: StateBackendSettings, surroundings: Surroundings) => readonly SeedPart[];
}
