import ts from "typescript";
import { places, productSources, pythonFiles, sources, testSources } from "./sources";

const all = [...sources, ...testSources];

test("no file has more than 250 lines", () => {
  const lines = [...all, ...pythonFiles].map(({ file, text }) => ({
    file,
    lines: text.trimEnd().split("\n").length,
  }));
  expect(lines.filter((one) => one.lines > 250)).toEqual([]);
});

test("nothing is of type any", () => {
  expect(all.flatMap((source) => places(source, (node) => node.kind === ts.SyntaxKind.AnyKeyword))).toEqual(
    [],
  );
});

test("no assertion hides a type from the compiler", () => {
  const isHiding = (node: ts.Node): boolean =>
    (ts.isAsExpression(node) && node.type.getText() !== "const") ||
    ts.isTypeAssertionExpression(node) ||
    ts.isNonNullExpression(node);
  expect(all.flatMap((source) => places(source, isHiding))).toEqual([]);
});

test("no comment switches the compiler or the linter off", () => {
  // In pieces, so that this file is not one of those it looks for.
  const switches = new RegExp(`@ts-(ignore|expect-error|nocheck)|${["biome", "ignore"].join("-")}`);
  expect(all.filter(({ text }) => switches.test(text)).map(({ file }) => file)).toEqual([]);
});

test("the process's environment is read in scripts/host.ts and nowhere else", () => {
  const isProcessEnvironment = (node: ts.Node): boolean =>
    ts.isPropertyAccessExpression(node) && node.getText() === "process.env";
  const readers = sources
    .filter((source) => places(source, isProcessEnvironment).length > 0)
    .map(({ file }) => file);
  expect(readers.filter((file) => file !== "scripts/host.ts")).toEqual([]);
});

test("synthesis reads no clock and throws no dice", () => {
  const isChance = (node: ts.Node): boolean =>
    (ts.isNewExpression(node) && node.expression.getText() === "Date") ||
    (ts.isPropertyAccessExpression(node) && ["Date.now", "Math.random"].includes(node.getText()));
  expect(productSources.flatMap((source) => places(source, isChance))).toEqual([]);
});
