import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { clusterSecretsCommand } from "./cluster-secrets";

/** `hera cluster`: a sub-command a file beside this one, each added here. */
export function clusterCommand(surroundings: Surroundings): Command {
  return new Command("cluster")
    .summary("what a cluster needs that its cloud doesn't make: the secrets of k3s on Hetzner")
    .description("Makes what a cluster needs before it is deployed, where its cloud doesn't make it.")
    .helpCommand(false)
    .addCommand(clusterSecretsCommand(surroundings));
}
