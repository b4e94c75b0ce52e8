import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { anchor } from "../../scripts/docs/markdown";
import { projectRoot } from "../../scripts/host";

const root = projectRoot();
const text = readFileSync(path.join(root, "README.md"), "utf8");
const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(
  ([, page = "", heading = ""]) => ({
    page,
    heading,
  }),
);

test("every link of README.md within the project leads somewhere", () => {
  const broken = links.filter(({ page, heading }) => {
    if (!existsSync(path.join(root, page))) return true;
    if (heading === "") return false;
    const headings = readFileSync(path.join(root, page), "utf8").matchAll(/^#+ (.+)$/gm);
    return ![...headings].some(([, title = ""]) => anchor(title) === heading);
  });
  expect(broken).toEqual([]);
});

test("README.md names every page of docs/ that stands for itself", () => {
  const pages = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    // Alerts lead to their pages, which __tests__/k8s/alert-rules.test.ts sees to, and the list of add-ons to theirs.
    .filter((file) => file.endsWith(".md") && !/^(runbooks\/alerts|platform\/add-ons)\//.test(file))
    .map((file) => `docs/${file}`);
  expect(pages.filter((page) => !links.some((link) => link.page === page))).toEqual([]);
});

test("the folders that README.md lists are there, and constructs/ has no other", () => {
  const tree = /^main\.ts {2,}[\s\S]*?^```/m.exec(text)?.[0] ?? "";
  const inConstructs = [...tree.matchAll(/^ {2}(\S+)/gm)].map(([, name = ""]) => name);
  const atRoot = [...tree.matchAll(/^(\S+?)\/? {2,}/gm)].map(([, name = ""]) => name);
  expect(atRoot.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  expect(inConstructs.filter((name) => !existsSync(path.join(root, "constructs", name)))).toEqual([]);
  const folders = readdirSync(path.join(root, "constructs"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/`);
  expect(folders.filter((name) => !inConstructs.includes(name))).toEqual([]);
});
