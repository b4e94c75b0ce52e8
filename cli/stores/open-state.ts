import type { Surroundings } from "../surroundings";
import { openAzurermState } from "./azurerm";
import { openGcsState } from "./gcs";
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
    case "azurerm":
      return openAzurermState(place.config, surroundings);
    case "gcs":
      return openGcsState(place.config, surroundings);
  }
}
