// The pages that are generated, and whether the committed ones are up to date.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { addOnPages } from "./add-on-pages";
import { commandPage } from "./command-page";
import { contractPage } from "./contract-page";
import { readDeclarations } from "./declarations";
import { fieldsPage } from "./fields-page";
import type { Page } from "./page";

/** Every generated page. */
export function generatedPages(root: string): readonly Page[] {
  return [
    { file: "docs/contract.md", text: contractPage(readDeclarations(root)) },
    { file: "docs/fields.md", text: fieldsPage(root) },
    { file: "docs/cli.md", text: commandPage() },
    ...addOnPages(root),
  ];
}

/** The pages whose files are missing or say something else. */
export function stalePages(root: string, pages: readonly Page[]): readonly Page[] {
  return pages.filter(({ file, text }) => {
    const committed = path.join(root, file);
    return !existsSync(committed) || readFileSync(committed, "utf8") !== text;
  });
}
