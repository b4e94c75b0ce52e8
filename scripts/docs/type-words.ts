// A TypeScript type in words that need no TypeScript.
import ts from "typescript";
import type { Declarations } from "./declarations";

/** Gives the link to the section of an interface. */
export type Link = (interfaceName: string) => string;

/** A type in words: "list of text", "`none`, `single` or `per-zone`". */
export function typeInWords(type: ts.TypeNode, declarations: Declarations, link: Link): string {
  const words = (inner: ts.TypeNode): string => typeInWords(inner, declarations, link);
  if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return words(type.type);
  if (ts.isArrayTypeNode(type)) return `list of ${words(type.elementType)}`;
  if (ts.isUnionTypeNode(type)) return listed(type.types.map(words));
  if (ts.isLiteralTypeNode(type)) return code(type.literal.getText().replace(/^["']|["']$/g, ""));
  if (ts.isIndexedAccessTypeNode(type)) return listed(wordsOfList(type, declarations).map(code));
  if (ts.isTypeReferenceNode(type)) return referenceInWords(type, declarations, link);
  const simple: Readonly<Record<string, string>> = {
    string: "text",
    number: "number",
    boolean: "`true` or `false`",
    unknown: "anything",
  };
  const found = simple[type.getText()];
  if (found === undefined) throw new Error(`the contract's type ${type.getText()} has no words`);
  return found;
}

function referenceInWords(type: ts.TypeReferenceNode, declarations: Declarations, link: Link): string {
  const name = type.typeName.getText();
  const [first, second] = type.typeArguments ?? [];
  if (["Readonly", "Partial"].includes(name) && first !== undefined)
    return typeInWords(first, declarations, link);
  if (name === "Record" && first !== undefined && second !== undefined) {
    const key = typeInWords(first, declarations, link);
    return `${typeInWords(second, declarations, link)} by ${key === "text" ? "name" : `name (${key})`}`;
  }
  const alias = declarations.aliases.get(name);
  return alias === undefined ? link(name) : typeInWords(alias, declarations, link);
}

/** The words behind `(typeof words)[number]`. */
function wordsOfList(type: ts.IndexedAccessTypeNode, { lists }: Declarations): readonly string[] {
  const list = /typeof (\w+)/.exec(type.objectType.getText())?.[1] ?? "";
  const words = lists.get(list);
  if (words === undefined) throw new Error(`${type.getText()} names no list of words`);
  return words;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

/** Text as Markdown shows code. */
export function code(text: string): string {
  return `\`${text}\``;
}
