// The contract's interfaces as they are declared, read with the compiler's own parser.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** One field of an interface. */
export interface Field {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: ts.TypeNode;
  /** What stands before it, in one line; empty where nothing does. */
  readonly description: string;
  /** What `@default` says, if it is there. */
  readonly defaultValue: string | undefined;
}

/** An exported interface. */
export interface Interface {
  readonly name: string;
  /** The file that declares it, from the project's root on. */
  readonly file: string;
  readonly description: string;
  readonly fields: readonly Field[];
}

/** All that a reference page needs to know of the contract's types. */
export interface Declarations {
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** What a type's name stands for. */
  readonly aliases: ReadonlyMap<string, ts.TypeNode>;
  /** The words of each constant list, by the constant's name. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** Where the contract is declared, from the project's root on. */
export const contractFolder = "constructs/contract";

/** Reads every file of the contract. */
export function readDeclarations(root: string): Declarations {
  const statements = contractFiles(root).flatMap(({ statements }) => [...statements]);
  return {
    interfaces: new Map(
      statements
        .filter(ts.isInterfaceDeclaration)
        .filter(isExported)
        .map((statement) => [statement.name.text, readInterface(statement)]),
    ),
    aliases: new Map(
      statements.filter(ts.isTypeAliasDeclaration).map((statement) => [statement.name.text, statement.type]),
    ),
    lists: new Map(statements.filter(ts.isVariableStatement).flatMap(listsOf)),
  };
}

function contractFiles(root: string): ts.SourceFile[] {
  const names = readdirSync(path.join(root, contractFolder)).filter((name) => name.endsWith(".ts"));
  return names.sort().map((name) => {
    const file = `${contractFolder}/${name}`;
    const text = readFileSync(path.join(root, file), "utf8");
    return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  });
}

function isExported(statement: ts.InterfaceDeclaration): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function readInterface(declaration: ts.InterfaceDeclaration): Interface {
  const fields = declaration.members.flatMap((member) =>
    ts.isPropertySignature(member) && member.type !== undefined ? [readField(member, member.type)] : [],
  );
  return {
    name: declaration.name.text,
    file: declaration.getSourceFile().fileName,
    description: descriptionOf(declaration),
    fields,
  };
}

function readField(member: ts.PropertySignature, type: ts.TypeNode): Field {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === "default");
  return {
    name: member.name.getText(),
    isOptional: member.questionToken !== undefined,
    type,
    description: descriptionOf(member),
    defaultValue: tag === undefined ? undefined : inOneLine(ts.getTextOfJSDocComment(tag.comment)),
  };
}

function descriptionOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return inOneLine(comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join(" "));
}

function inOneLine(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

/** `const sizes = ["small", "large"] as const`. */
function listsOf(statement: ts.VariableStatement): (readonly [string, readonly string[]])[] {
  return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
    const list =
      initializer !== undefined && ts.isAsExpression(initializer) ? initializer.expression : undefined;
    if (list === undefined || !ts.isArrayLiteralExpression(list)) return [];
    const words = list.elements.flatMap((element) => (ts.isStringLiteral(element) ? [element.text] : []));
    return [[name.getText(), words] as const];
  });
}
