// Finding out what exists by asking Terraform to import it: its providers know each type's API, sign in as the stack
// does, and say of each object that isn't there that it isn't. An inventory of our own would be one more client for
// each cloud, and could be wrong about what an import finds.
import { z } from "zod";
import type { Terraform } from "../../scripts/terraform";
import { CommandError } from "../command-error";
import { writeImports } from "./import-file";
import type { Import } from "./stack-imports";

/** The plan's file, in the stack's folder. */
export const PLAN_FILE = "recover.tfplan";

const diagnosticSchema = z.object({
  type: z.literal("diagnostic"),
  diagnostic: z.object({
    severity: z.string(),
    summary: z.string(),
    detail: z.string().default(""),
    address: z.string().optional(),
  }),
});
type Diagnostic = z.output<typeof diagnosticSchema>["diagnostic"];

/**
 * Plans the imports, without those whose object doesn't exist; each round leaves out what the one before it has named.
 *
 * @returns what exists.
 * @throws CommandError where the plan fails at anything else.
 */
export async function planImports(
  terraform: Terraform,
  wanted: readonly Import[],
): Promise<readonly Import[]> {
  let imports = wanted;
  while (imports.length > 0) {
    writeImports(terraform.folder, imports);
    const { exitCode, stdout, output } = await terraform.run(
      "plan",
      "-json",
      "-input=false",
      `-out=${PLAN_FILE}`,
    );
    if (exitCode === 0) return imports;
    const errors = diagnosticsIn(stdout).filter(({ severity }) => severity === "error");
    const absent = new Set(errors.flatMap((error) => absentIn(error, imports)));
    const others = errors.filter((error) => absentIn(error, imports).length === 0);
    if (absent.size === 0 || others.length > 0) throw planFailed(others, output);
    imports = imports.filter(({ to }) => !absent.has(to));
  }
  return [];
}

function diagnosticsIn(stdout: string): readonly Diagnostic[] {
  return stdout.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    const { data } = diagnosticSchema.safeParse(JSON.parse(line));
    return data === undefined ? [] : [data.diagnostic];
  });
}

/** The addresses that an error says don't exist. */
function absentIn(
  { summary, detail, address = "" }: Diagnostic,
  imports: readonly Import[],
): readonly string[] {
  const [, named] = /^While attempting to import an existing object to "([^"]+)"/.exec(detail) ?? [];
  if (summary === "Cannot import non-existent remote object" && named !== undefined) return [named];
  // Google's provider asks for a policy before it asks for what the policy is on.
  const [, owner] = /IAM policy for .*"(?:b\/)?([^"]+)": .*Error 404/.exec(summary) ?? [];
  if (owner !== undefined) return imports.filter(({ id }) => id.startsWith(`${owner} `)).map(({ to }) => to);
  // What is looked up by a name that nothing has.
  if (!/couldn't find resource|empty result|not ?found/i.test(`${summary} ${detail}`)) return [];
  return imports
    .filter(({ lookup }) => lookup !== undefined && address === `data.${lookup.type}.${lookup.name}`)
    .map(({ to }) => to);
}

function planFailed(errors: readonly Diagnostic[], output: string): CommandError {
  const told = errors.map(({ summary, detail }) => `${summary}\n${detail}`).join("\n");
  return new CommandError(
    "failed",
    `\`terraform plan\` failed:\n${told === "" ? output : told}`,
    "mend what it says and run the command again",
  );
}
