// What documents tell a user to type.
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../scripts/host";

/** The lines of a document's shell blocks; of the section under a heading, where one is given. */
export function commandsOf(document: string, heading?: string): string[] {
  const whole = readFileSync(path.join(projectRoot(), document), "utf8");
  const text =
    heading === undefined ? whole : (whole.split(/^## /m).find((one) => one.startsWith(heading)) ?? "");
  const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, block = ""]) => block);
  return blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A command with what answers its question where there is no terminal, and what keeps cdktf from the registry. */
export function answered(command: string): string {
  return command
    .replace(/^npx cdktf (deploy|destroy) .*$/, "$& --auto-approve --skip-provider-lock")
    .replace(/^terraform \S+ apply$/, "$& -auto-approve")
    .replace(/^npx hera (state (unlock|recover|seed)|environment destroy)(?!.*--dry-run).*$/, "$& --force");
}
