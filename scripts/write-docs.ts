// Writes the pages that are generated from the code: `npm run docs`. With `-- --check` it writes nothing, names the
// pages that are out of date and ends with status 1 if there are any.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generatedPages, stalePages } from "./docs/pages";
import { projectRoot } from "./host";

const root = projectRoot();
const stale = stalePages(root, generatedPages(root));

if (process.argv.includes("--check")) {
  for (const { file } of stale) console.error(`${file} is out of date; run \`npm run docs\`.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { file, text } of stale) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
    console.log(`${file} written`);
  }
}
