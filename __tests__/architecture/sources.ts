// The project's files, and what can be read from them without running them.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { projectRoot } from "../../scripts/host";

/** Folders that hold code which runs for a user. */
const folders = ["bootstrap", "cli", "constructs", "envs", "scripts"];

/** A TypeScript file, by its path from the project's root with forward slashes: `envs/dev.ts`. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  /** What it imports: files of the project by their path, packages by their name. */
  readonly imports: readonly string[];
}

function read(file: string): Source {
  const text = readFileSync(path.join(projectRoot(), file), "utf8");
  let tree: ts.SourceFile | undefined;
  const imports = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => resolve(file, fileName));
  return {
    file,
    text,
    imports,
    // Only some tests look into a file, and reading it is what takes time.
    get tree() {
      tree ??= ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
      return tree;
    },
  };
}

function resolve(importer: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  const target = path.posix.join(path.posix.dirname(importer), specifier);
  const isWhole = /\.[cm]?[jt]s(on)?$/.test(target) || target.startsWith(".gen/");
  return isWhole ? target : `${target}.ts`;
}

export function filesIn(folder: string, ending = ".ts"): string[] {
  return readdirSync(path.join(projectRoot(), folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.posix.join(folder, file.split(path.sep).join("/")))
    .sort();
}

/** Every file that runs for a user. */
export const sources: readonly Source[] = ["main.ts", ...folders.flatMap((folder) => filesIn(folder))].map(
  read,
);

/** What runs when a stack is synthesized. */
export const productSources: readonly Source[] = sources.filter(({ file }) => !/^(cli|scripts)\//.test(file));

/** Every test and its helpers. */
export const testSources: readonly Source[] = filesIn("__tests__").map(read);

/** Every file of Python: the local cloud's, its tests' and what a test or a script has it do. */
export const pythonFiles: readonly Pick<Source, "file" | "text">[] = ["__tests__", "local-cloud", "scripts"]
  .flatMap((folder) => filesIn(folder, ".py"))
  .map((file) => ({ file, text: readFileSync(path.join(projectRoot(), file), "utf8") }));

/** Every node of a file's syntax tree for which `isWanted` holds, as `file:line`. */
export function places({ file, tree }: Source, isWanted: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isWanted(node)) found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
