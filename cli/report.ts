import type { Surroundings } from "./surroundings";

/** What the option `--json` of a command says. */
export interface ReportOptions {
  readonly json?: boolean | undefined;
}

/** Prints what a command found: for a program as one JSON document, for people as lines. */
export function report(
  { print }: Surroundings,
  { json }: ReportOptions,
  value: unknown,
  lines: () => readonly string[],
): void {
  if (json === true) print(JSON.stringify(value, undefined, 2));
  else for (const line of lines()) print(line);
}
