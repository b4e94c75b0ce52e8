import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { platformVersionsCommand } from "./platform-versions";

/** `hera platform`: a sub-command a file beside this one, each added here. */
export function platformCommand(surroundings: Surroundings): Command {
  return new Command("platform")
    .summary("what runs in the clusters: versions, and what newer ones break")
    .description("Looks at what runs in the clusters of all environments.")
    .helpCommand(false)
    .addCommand(platformVersionsCommand(surroundings));
}
