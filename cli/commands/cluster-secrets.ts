import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { makeClusterSecrets } from "../cluster-secrets/cluster-secrets";
import { CommandError } from "../command-error";
import { commandWith } from "../manual";
import type { Surroundings } from "../surroundings";

interface Options {
  readonly out?: string;
}

/** `hera cluster secrets`. */
export function clusterSecretsCommand(surroundings: Surroundings): Command {
  return commandWith("secrets", {
    summary: "makes the secrets that a cluster on Hetzner is made with",
    description:
      "Makes the value of the Terraform variable cluster_secrets, as JSON: the tokens that nodes join with, the authority behind the API server's certificate, and the key that signs pods' tokens with its public half. Once for each environment, before its first deployment: a cluster keeps what it was made with, and a server that is added or restored later needs the same. Whoever has them is the cluster's administrator. They are kept nowhere else: not in the state, and not by hera. Keep them where the team keeps its passwords, and give them to Terraform as the environment variable TF_VAR_cluster_secrets.",
    steps: [
      "Makes two tokens of 256 random bits, a certificate authority (ECDSA P-256, ten years) and an RSA key of 2048 bits. Nothing is asked of any cloud.",
      "Writes them to the file that --out names, which only its owner can read, and which must not exist; or else to standard output, unless that is a terminal, where they would stay to be read.",
    ],
    examples: [
      [
        "npx hera cluster secrets --out ~/hera/dev.json",
        "dev's secrets, in a file outside of the repository",
      ],
      ["npx hera cluster secrets | pass insert -m hera/dev", "the same, into a password manager"],
    ],
  })
    .option("--out <file>", "write them to this new file")
    .action(async ({ out }: Options) => {
      if (out === undefined && surroundings.isTerminal) {
        throw new CommandError(
          "refused",
          "standard output is a terminal, and secrets would stay there to be read",
          "name a file by --out, or hand them to another program",
        );
      }
      const secrets = JSON.stringify(await makeClusterSecrets(surroundings.now()));
      if (out === undefined) surroundings.print(secrets);
      else {
        writeNew(path.resolve(out), `${secrets}\n`);
        surroundings.tell(`Wrote ${out}. The cluster can't be restored without it.`);
      }
    });
}

/** Writes a file that only its owner can read; one that is there already may be another cluster's only copy. */
function writeNew(file: string, content: string): void {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code === "EEXIST") {
      throw new CommandError(
        "refused",
        `${file} exists, and may be all that is left of a cluster's secrets`,
        "name another file",
      );
    }
    if (code === undefined) throw error;
    throw new CommandError(
      "failed",
      `${file} can't be written (${code})`,
      "name a file in a folder that exists",
    );
  }
}
