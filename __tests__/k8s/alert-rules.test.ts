// Alerts fire when they should and not otherwise, and whoever is woken finds a page that helps.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import execa from "execa";
import { stringify } from "yaml";
import { addOns } from "../../constructs/contract/add-ons";
import { argoCdNamespace } from "../../constructs/contract/charts";
import { alerts, caseFiles, ruleFiles } from "./alert-rules";

const pages = "docs/runbooks/alerts";
const names = alerts.map(({ alert }) => alert);

const hasPromtool = !execa.sync("promtool", ["--version"], { reject: false }).failed;
const withPromtool = hasPromtool ? describe : describe.skip;

withPromtool(
  hasPromtool
    ? "promtool"
    : "promtool (SKIPPED: it is not on this machine; Debian's package prometheus has it)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "alert-rules-"));
    afterAll(() => rmSync(folder, { recursive: true }));

    beforeAll(() => {
      for (const { name, groups } of ruleFiles) {
        writeFileSync(join(folder, `${name}.rules.yaml`), stringify({ groups }));
      }
      for (const { name, text } of caseFiles) writeFileSync(join(folder, `${name}.test.yaml`), text);
    });

    test.each(ruleFiles.map(({ name }) => name))("accepts the rules of %s", async (name) => {
      const { all } = await execa("promtool", ["check", "rules", `${name}.rules.yaml`], {
        cwd: folder,
        all: true,
      });
      expect(all).toContain("SUCCESS");
    });

    test.each(caseFiles.map(({ name }) => name))("finds %s alerts as they should be", async (name) => {
      const { all } = await execa("promtool", ["test", "rules", `${name}.test.yaml`], {
        cwd: folder,
        all: true,
        reject: false,
      });
      expect(all).toMatch(/SUCCESS\s*$/);
    });
  },
);

test("every alert has a case in which it fires and one in which it is silent", () => {
  for (const fires of [true, false]) {
    const tried = caseFiles.flatMap(({ outcomes }) =>
      outcomes.filter((outcome) => outcome.fires === fires).map(({ alert }) => alert),
    );
    expect([...new Set(tried)].sort()).toEqual([...names].sort());
  }
});

test("cases are tried with the rules of the same name", () => {
  for (const { name, ruleFiles: files } of caseFiles)
    expect([name, files]).toEqual([name, [`${name}.rules.yaml`]]);
  expect(caseFiles.map(({ name }) => name).sort()).toEqual(ruleFiles.map(({ name }) => name).sort());
});

test("no two alerts have one name", () => {
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("an alert's severity is one that receivers are chosen by", () => {
  expect(alerts.filter(({ labels }) => !["critical", "warning"].includes(labels.severity))).toEqual([]);
});

test("every alert leads to its page, and every page is of an alert", () => {
  const addresses = alerts.map(({ annotations }) => annotations.runbook_url);
  expect(addresses).toEqual(
    names.map((name) => `https://github.com/example/hera/blob/main/${pages}/${name}.md`),
  );
  expect(
    readdirSync(pages)
      .map((file) => basename(file, ".md"))
      .sort(),
  ).toEqual([...names].sort());
});

test.each(names)("the page of %s says what it means, whom it hurts, how to look and what to do", (name) => {
  const sections = readFileSync(join(pages, `${name}.md`), "utf8").split(/^## /m);
  expect(sections.map((section) => section.split("\n")[0])).toEqual([
    `# ${name}`,
    "Meaning",
    "Impact",
    "Diagnosis",
    "Mend",
  ]);
  for (const section of sections.slice(1))
    expect(section.split("\n").slice(1).join("").length).toBeGreaterThan(10);
  expect(sections[3]).toMatch(/^```sh\nkubectl /m);
});

test("pages lead to pages that are there", () => {
  const links = names.flatMap((name) => {
    const text = readFileSync(join(pages, `${name}.md`), "utf8");
    return [...text.matchAll(/\]\((\w+)\.md\)/g)].map(([, page = ""]) => page);
  });
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((page) => !names.includes(page))).toEqual([]);
});

test("an add-on that is down is told of in whichever namespace it is", () => {
  const expression = alerts.find(({ alert }) => alert === "AddOnDown")?.expr ?? "";
  const watched = /namespace=~"([^"]+)"/.exec(expression)?.[1]?.split("|");
  const namespaces = Object.values(addOns)
    .filter(({ chart }) => chart !== undefined)
    .map(({ namespace }) => namespace);
  expect(watched).toEqual([argoCdNamespace, ...namespaces].sort());
});
