// docs/contract.md, from the contract's own declarations.
import { capabilityTable } from "./capabilities";
import { environmentSections, outputSections, projectSections, type Section } from "./contract-sections";
import type { Declarations, Field, Interface } from "./declarations";
import { exampleError } from "./example-error";
import { anchor, block, markdownTable } from "./markdown";
import { sizeTable } from "./sizes";
import { code, type Link, typeInWords } from "./type-words";

const sections = [...projectSections, ...environmentSections, ...outputSections];

/** The whole page. */
export function contractPage(declarations: Declarations): string {
  const of = (list: readonly Section[], isInput: boolean): string =>
    list.map((section) => sectionText(section, isInput, declarations)).join("\n\n");
  return `${[
    "# The contract",
    "<!-- Written by `npm run docs` from constructs/contract. Change it there. -->",
    "What an environment can ask for, what it gets, and under which names, the same on every cloud. A field that stands nowhere on this page is an error, with a suggestion of what was meant.",
    contents(),
    "## What all environments share",
    "`envs/project.ts` holds it, through `defineProject`.",
    of(projectSections, true),
    "## What an environment says",
    "Each file of `envs/` holds one environment, through `defineEnvironment`.",
    of(environmentSections, true),
    "## What the stacks give",
    "Every environment stack exports the outputs of its network and its cluster, and with a `platform` those of it; `cdktf output` and `terraform output` print them.",
    of(outputSections, false),
    "## Sizes",
    "The machine types behind a node pool's size, most wanted first. A cloud's name leads to where it says what they have.",
    sizeTable(),
    "## What a cloud can honour",
    "A request outside it is an error at synth, and never dropped in silence.",
    capabilityTable(interfaceOf("Capabilities", declarations)),
    "## Errors",
    "All problems of a configuration are told at once, before anything is written. Each names the field by its path, the value found there, what is allowed and how to mend it:",
    block(exampleError()),
  ].join("\n\n")}\n`;
}

function contents(): string {
  return sections.map(({ heading }) => `[${heading}](#${anchor(heading)})`).join(" · ");
}

function sectionText(section: Section, isInput: boolean, declarations: Declarations): string {
  const { description, fields } = interfaceOf(section.interface, declarations);
  const head = isInput ? ["Field", "Type", "Default", ""] : ["Output", "Type", ""];
  const rows = fields.map((field) => {
    const type = typeInWords(field.type, declarations, linkTo);
    const name = code(field.name);
    return isInput ? [name, type, defaultInWords(field), field.description] : [name, type, field.description];
  });
  return [`### ${section.heading}`, description, markdownTable(head, rows)].join("\n\n");
}

function defaultInWords({ isOptional, defaultValue }: Field): string {
  if (!isOptional) return "required";
  if (defaultValue === undefined) return "";
  const isValue = /^(["{[].*|\d+|true|false)$/.test(defaultValue);
  return isValue ? code(defaultValue.replace(/^"(.+)"$/, "$1")) : defaultValue;
}

const linkTo: Link = (name) => {
  const heading = sections.find((section) => section.interface === name)?.heading;
  if (heading === undefined) throw new Error(`docs/contract.md has no section for ${name}`);
  return `[${heading}](#${anchor(heading)})`;
};

function interfaceOf(name: string, { interfaces }: Declarations): Interface {
  const found = interfaces.get(name);
  if (found === undefined) throw new Error(`the contract has no interface ${name}`);
  return found;
}
