import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { environmentDestroyCommand } from "./environment-destroy";

/** `hera environment`: a sub-command a file beside this one, each added here. */
export function environmentCommand(surroundings: Surroundings): Command {
  return new Command("environment")
    .summary("an environment as a whole: its end")
    .description("Works on an environment as a whole, where Terraform knows only its part of it.")
    .helpCommand(false)
    .addCommand(environmentDestroyCommand(surroundings));
}
