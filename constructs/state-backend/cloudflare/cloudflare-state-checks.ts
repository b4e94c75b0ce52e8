import {
  cloudflareAccountProblems,
  cloudflareLocationProblems,
} from "../../account/cloudflare/cloudflare-account-checks";
import { backupFolder, stateFolder } from "../../contract/backend-block";
import { nameProblems } from "../../contract/names";
import type { Problem } from "../../contract/problem";
import type { StateBackendSettings } from "../../contract/state-backend";
import { bucketOf } from "./names";

/** What is wrong with a state backend's settings for R2. */
export function cloudflareStateProblems(settings: StateBackendSettings, path: string): Problem[] {
  const names = ["bootstrap", ...settings.environments].map((owner) => bucketOf(settings, owner));
  return [
    ...cloudflareAccountProblems(settings.account, `${path}.account`),
    ...cloudflareLocationProblems(settings.location, `${path}.location`),
    ...settings.environments.filter((name) => stateFolder(name) === backupFolder).map(nameOfBackups),
    ...nameProblems(
      "project.name",
      names.map((name) => ({ kind: "R2 bucket", name, limit: 63 })),
    ),
  ];
}

function nameOfBackups(name: string): Problem {
  return {
    path: `${name}.name`,
    value: name,
    problem: `is where \`hera state\` keeps its copies in R2 (${backupFolder}), which expire and can be locked`,
    allowed: "any other name",
    mend: "rename the environment",
  };
}
