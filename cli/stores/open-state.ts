import { CommandError } from "../command-error";
import type { Surroundings } from "../surroundings";
import { openLocalState } from "./local";
import { openS3State } from "./s3";
import type { StateClient } from "./state-client";
import type { StatePlace } from "./state-place";

/** The client for a state, by the type of its backend. A further type is a case here, and a file beside this one. */
export function openState(place: StatePlace, surroundings: Surroundings): StateClient {
  switch (place.type) {
    case "s3":
      return openS3State(place.config, surroundings);
    case "local":
      return openLocalState(place.path);
    default:
      throw new CommandError(
        "usage",
        `hera can't work on a state in a backend of the type ${place.type}`,
        "use the terraform command for it (`terraform state pull`, `terraform force-unlock`)",
      );
  }
}
