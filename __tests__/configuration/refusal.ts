import { readConfiguration } from "../../constructs/configuration/configuration";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { ConfigurationError } from "../../constructs/contract/problem";
import { cloudNames, type ProjectInput } from "../../constructs/contract/project";
import type { Changes } from "./valid-configuration";

/** One mistake in a configuration that is valid but for it. */
export interface BadInput {
  /** What the reader does about it, as a test's name. */
  readonly it: string;
  readonly project?: Changes;
  readonly dev?: Changes;
  /** Every problem that is told of, in order. */
  readonly problems: readonly string[];
}

/** Mistakes about one subject. */
export interface BadInputs {
  readonly about: string;
  readonly cases: readonly BadInput[];
}

/** The clouds as a problem lists them that allows each. */
export const eachCloud = `Allowed: ${cloudNames.map((name) => `"${name}"`).join(", ")}.`;

/** A problem as its reader sees it: the sentence, what is allowed and how to mend it. */
export function told(sentence: string, allowed: string, mend: string): string {
  return `${sentence}\n  ${allowed}\n  ${mend}`;
}

/** The whole message about some problems. */
export function messageOf(problems: readonly string[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return `${count} in the configuration; nothing was written.\n\n${problems.join("\n\n")}\n`;
}

/** The error about a configuration; any other error, and none, fails the test. */
export function refusal(projectInput: ProjectInput, environments: readonly EnvironmentInput[]): string {
  try {
    readConfiguration(projectInput, environments);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error("the configuration was accepted");
}
