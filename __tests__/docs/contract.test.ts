import { readFileSync } from "node:fs";
import path from "node:path";
import { environmentSections, outputSections, projectSections } from "../../scripts/docs/contract-sections";
import { readDeclarations } from "../../scripts/docs/declarations";
import { generatedPages, stalePages } from "../../scripts/docs/pages";
import { projectRoot } from "../../scripts/host";

const { interfaces } = readDeclarations(projectRoot());
const inputs = new Set([...projectSections, ...environmentSections].map((section) => section.interface));
const documented = [...projectSections, ...environmentSections, ...outputSections].map(
  (section) => section.interface,
);
const fields = [...interfaces.values()].flatMap((owner) =>
  owner.fields.map((field) => ({ owner, ...field })),
);

test.each(generatedPages(projectRoot()))("$file is what the code says; `npm run docs` writes it", (page) => {
  expect(readFileSync(path.join(projectRoot(), page.file), "utf8")).toBe(page.text);
});

test("no code stands within code, which would end it", () => {
  const [contract] = generatedPages(projectRoot());
  const outside = (contract?.text ?? "")
    .split("\n")
    .flatMap((line) => line.split("`").filter((_, place) => place > 0 && place % 2 === 0));
  expect(outside.length).toBeGreaterThan(100);
  expect(outside.filter((text) => /^\w/.test(text))).toEqual([]);
});

test("a page that says something else, or is missing, is stale", () => {
  const pages = [
    { file: "package.json", text: "something else" },
    { file: "docs/missing.md", text: "" },
  ];
  expect(stalePages(projectRoot(), pages)).toEqual(pages);
});

test("every input and output of the contract stands on the page", () => {
  const missing = [...interfaces.keys()].filter(
    (name) => /(Input|Outputs)$/.test(name) && !documented.includes(name),
  );
  expect(missing).toEqual([]);
});

test("every interface of the contract says what it is", () => {
  const silent = [...interfaces.values()].filter(({ description }) => description === "");
  expect(silent.map(({ name, file }) => `${name} in ${file}`)).toEqual([]);
});

test("every field of the contract says what it is", () => {
  const silent = fields.filter(({ description }) => description === "");
  expect(silent.map(({ owner, name }) => `${owner.name}.${name} in ${owner.file}`)).toEqual([]);
});

test("every field that may be left out says what becomes of it", () => {
  const silent = fields.filter(
    ({ owner, isOptional, defaultValue }) =>
      inputs.has(owner.name) && isOptional && defaultValue === undefined,
  );
  expect(silent.map(({ owner, name }) => `${owner.name}.${name} in ${owner.file}`)).toEqual([]);
});

test("no field that must be there has a default", () => {
  const needless = fields.filter(({ isOptional, defaultValue }) => !isOptional && defaultValue !== undefined);
  expect(needless.map(({ owner, name }) => `${owner.name}.${name}`)).toEqual([]);
});
