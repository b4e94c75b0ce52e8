// What each field of the contract does on each cloud, as the test of every field found it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { type CloudName, cloudNames } from "../../constructs/contract/project";
import { markdownTable } from "./markdown";
import { code } from "./type-words";

/** Where the test records what it found. */
const SNAPSHOT = "__tests__/conformance/__snapshots__/every-field.test.ts.snap";

/** What the test's words mean to a reader. */
const MEANINGS: Readonly<Record<string, string>> = {
  effect: "yes",
  output: "outputs only",
  refused: "refused",
};

const INTRODUCTION = `# Fields by cloud

Written by \`npm run docs\` from what the test of every field found: it draws environments, changes one field in each,
and compares what Terraform reads.

- **yes**: another value makes something else.
- **outputs only**: another value changes only what the outputs say.
- **refused**: the field, or a value of it, is an error that names it. Beside another word: some values are.
- **of … alone**: a field under another cloud's name in \`overrides\`.
`;

/** The page. */
export function fieldsPage(root: string): string {
  const found = effectsByCloud(readFileSync(path.join(root, SNAPSHOT), "utf8"));
  const fields = [...new Set(cloudNames.flatMap((cloud) => [...found[cloud].keys()]))].sort();
  const rows = fields.map((field) => [
    code(field),
    ...cloudNames.map((cloud) => inWords(field, found[cloud].get(field))),
  ]);
  return `${INTRODUCTION}\n${markdownTable(["Field", ...cloudNames.map(code)], rows)}\n`;
}

function inWords(field: string, effect: string | undefined): string {
  if (effect !== undefined) {
    return effect
      .split(" or ")
      .map((word) => MEANINGS[word] ?? word)
      .join(", ");
  }
  const owner = /^environment\.overrides\.(\w+)\./.exec(field)?.[1];
  if (owner === undefined) throw new Error(`the test of every field found nothing of ${field}`);
  return `of ${owner} alone`;
}

function effectsByCloud(snapshot: string): Readonly<Record<CloudName, ReadonlyMap<string, string>>> {
  const read = (cloud: CloudName): ReadonlyMap<string, string> => {
    const start = snapshot.indexOf(`exports[\`on ${cloud} each field`);
    if (start < 0)
      throw new Error(`${SNAPSHOT} has nothing of ${cloud}: run the test of every field with -u`);
    const block = snapshot.slice(start, snapshot.indexOf("`;", start));
    return new Map(
      [...block.matchAll(/"([^"]+)": "([^"]*)",/g)].map(([, field = "", word = ""]) => [field, word]),
    );
  };
  return { aws: read("aws"), azure: read("azure"), gcp: read("gcp"), hetzner: read("hetzner") };
}
