import ts from "typescript";
import { places, type Source, sources } from "./sources";

const environments = sources.filter(({ file }) => file.startsWith("envs/"));

/** What data consists of; all else is logic. */
const dataKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.EndOfFileToken,
]);
const valueKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ObjectLiteralExpression,
  ts.SyntaxKind.ArrayLiteralExpression,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.Identifier,
]);

/** Whether an expression is a value written out; `defineProject(…)` and `defineEnvironment(…)` around it are none. */
function isData(expression: ts.Expression): boolean {
  if (ts.isCallExpression(expression)) {
    const isDefinition = ["defineProject", "defineEnvironment"].includes(expression.expression.getText());
    return isDefinition && expression.arguments.length === 1 && expression.arguments.every(isData);
  }
  if (!valueKinds.has(expression.kind)) return false;
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.every(isData);
  if (ts.isTemplateExpression(expression))
    return expression.templateSpans.every((span) => isData(span.expression));
  if (!ts.isObjectLiteralExpression(expression)) return true;
  return expression.properties.every(
    (property) =>
      ts.isShorthandPropertyAssignment(property) ||
      (ts.isPropertyAssignment(property) &&
        !ts.isComputedPropertyName(property.name) &&
        isData(property.initializer)),
  );
}

/** Where a file holds more than data. */
function logic(source: Source): string[] {
  const found = places(source, (node) => {
    if (ts.isVariableDeclaration(node)) return node.initializer === undefined || !isData(node.initializer);
    return node.parent?.kind === ts.SyntaxKind.SourceFile && !dataKinds.has(node.kind);
  });
  return [...new Set(found)];
}

function fromText(text: string): Source {
  const tree = ts.createSourceFile("envs/test.ts", text, ts.ScriptTarget.Latest, true);
  return { file: "envs/test.ts", text, tree, imports: [] };
}

test.each(environments)("$file is data without logic", (source) => {
  expect(logic(source)).toEqual([]);
});

test.each([
  "export const dev = defineEnvironment({ zones: isBig ? 3 : 2 });",
  "export const dev = defineEnvironment({ ...base, zones: 3 });",
  "export const dev = defineEnvironment({ zones: 1 + 1 });",
  "export const dev = defineEnvironment({ zones: count() });",
  "export const dev = defineEnvironment({ zones: process.env.ZONES });",
  "export const dev = () => ({ zones: 3 });",
  "export const dev = defineEnvironment({ [key]: 3 });",
  "export const dev = defineEnvironment({ pools: names.map(toPool) });",
  "function helper() {}",
  "if (isBig) grow();",
  "for (const zone of zones) add(zone);",
])("logic is recognized: %s", (text) => {
  expect(logic(fromText(text))).toEqual(["envs/test.ts:1"]);
});

test("data is recognized", () => {
  const text =
    "const id = '1';\nexport const dev = defineEnvironment({ id, list: [`a-$" + "{id}`, { on: true }] });";
  expect(logic(fromText(text))).toEqual([]);
});
