// Synthesizes an app into memory and gives typed access to what Terraform would read.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { z } from "zod";
import { BootstrapStack } from "../bootstrap/bootstrap-stack";
import { readConfiguration } from "../constructs/configuration/configuration";
import type { EnvironmentInput } from "../constructs/contract/environment";
import type { ProjectInput } from "../constructs/contract/project";
import { addEdgeStacks } from "../constructs/edge-stacks";
import { addEnvironmentStacks } from "../constructs/environment-stacks";

/** The arguments of one block, by name. */
export type Arguments = Readonly<Record<string, unknown>>;

const blockSchema = z.record(z.string(), z.unknown());
const blocksByAddress = z.record(z.string(), z.record(z.string(), blockSchema)).default({});

const stackSchema = z.object({
  terraform: z.object({
    backend: z.record(z.string(), blockSchema).default({}),
    required_providers: z.record(z.string(), z.object({ source: z.string(), version: z.string() })),
  }),
  provider: z.record(z.string(), z.array(blockSchema)),
  resource: blocksByAddress,
  data: blocksByAddress,
  output: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  moved: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
  removed: z.array(z.object({ from: z.string(), lifecycle: blockSchema })).default([]),
});

/** One stack as it was written for Terraform. */
export class SynthesizedStack {
  private readonly content: z.output<typeof stackSchema>;

  constructor(
    readonly name: string,
    /** The whole file. */
    readonly text: string,
  ) {
    this.content = stackSchema.parse(JSON.parse(text));
  }

  /** The resources of a type, keyed by the name behind it in their addresses. */
  resources(type: string): Readonly<Record<string, Arguments>> {
    return withoutComments(this.content.resource[type] ?? {});
  }

  /** The resource at an address such as `aws_vpc.network_vpc`. */
  resource(address: string): Arguments {
    const [type = "", name = ""] = address.split(/\.(.*)/);
    const found = this.resources(type)[name];
    if (found === undefined) {
      const others = Object.keys(this.resources(type)).join(", ") || "no other of its type";
      throw new Error(`${this.name} has no ${address}; there is ${others}`);
    }
    return found;
  }

  /** The resource of a type that a stack has only one of. */
  only(type: string): Arguments {
    const [found, ...others] = Object.values(this.resources(type));
    if (found === undefined || others.length > 0) {
      throw new Error(`${this.name} has ${others.length + (found === undefined ? 0 : 1)} resources ${type}`);
    }
    return found;
  }

  /** The data sources of a type, keyed like resources. */
  data(type: string): Readonly<Record<string, Arguments>> {
    return withoutComments(this.content.data[type] ?? {});
  }

  /** The addresses of all resources, sorted. */
  get addresses(): readonly string[] {
    const addresses = Object.entries(this.content.resource).flatMap(([type, resources]) =>
      Object.keys(resources).map((name) => `${type}.${name}`),
    );
    return addresses.sort();
  }

  get outputs(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.content.output).map(([name, { value }]) => [name, value]));
  }

  /** The names of the providers that the stack configures or requires. */
  get providers(): readonly string[] {
    const { provider, terraform } = this.content;
    return [...new Set([...Object.keys(provider), ...Object.keys(terraform.required_providers)])];
  }

  /** The configurations of a provider; more than one where it has aliases. */
  provider(name: string): readonly Arguments[] {
    return this.content.provider[name] ?? [];
  }

  get backend(): { readonly type: string; readonly settings: Arguments } {
    const [backend, ...others] = Object.entries(this.content.terraform.backend);
    if (backend === undefined || others.length > 0) throw new Error(`${this.name} has not one backend`);
    return { type: backend[0], settings: backend[1] };
  }

  /** The addresses that Terraform takes out of its state, and what becomes of what they name. */
  get removed(): readonly { readonly from: string; readonly lifecycle: Arguments }[] {
    return this.content.removed;
  }

  /** All but what is told of resources that the stack doesn't have, any more or at all. */
  get existing(): Arguments {
    const { removed: _, ...existing } = z.record(z.string(), z.unknown()).parse(JSON.parse(this.text));
    return existing;
  }

  /** The addresses that were renamed, and their new names. */
  get moved(): readonly { readonly from: string; readonly to: string }[] {
    return this.content.moved;
  }
}

function withoutComments(blocks: Readonly<Record<string, Arguments>>): Record<string, Arguments> {
  return Object.fromEntries(
    Object.entries(blocks).map(([name, { "//": _, ...block }]) => [name, block] as const),
  );
}

/** The stacks of an app by name. */
export type SynthesizedApp = ReadonlyMap<string, SynthesizedStack>;

/** Reads what a synthesis wrote into a folder. */
export function readSynthesized(folder: string): SynthesizedApp {
  const stacks = path.join(folder, "stacks");
  return new Map(
    readdirSync(stacks).map((name) => [
      name,
      new SynthesizedStack(name, readFileSync(path.join(stacks, name, "cdk.tf.json"), "utf8")),
    ]),
  );
}

/** Checks a configuration, builds the stacks that main.ts would build of it, and synthesizes them. */
export function synthesize(
  projectInput: ProjectInput,
  environmentInputs: readonly EnvironmentInput[],
): SynthesizedApp {
  const { project, environments } = readConfiguration(projectInput, environmentInputs);
  return synthesizeApp((app) => {
    new BootstrapStack(app, project);
    addEnvironmentStacks(app, project, environments);
    addEdgeStacks(app, project, environments);
  });
}

/** Synthesizes any stacks. The real synthesis: `Testing.synth` leaves out backends and what runs before it. */
export function synthesizeApp(build: (app: App) => void): SynthesizedApp {
  const folder = mkdtempSync(path.join(os.tmpdir(), "synthesized-"));
  try {
    return withoutStackTraces(() => {
      const app = new App({ outdir: folder });
      build(app);
      app.synth();
      return readSynthesized(folder);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * cdktf formats a stack trace for every reference, which under Jest takes half of the time. The trace of an error is
 * formatted when somebody reads it, so that it is not lost.
 */
export function withoutStackTraces<Result>(work: () => Result): Result {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    return work();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

/** The stack of a name, or an error that lists the others. */
export function stackOf(app: SynthesizedApp, name: string): SynthesizedStack {
  const stack = app.get(name);
  if (stack === undefined) throw new Error(`no stack ${name} among ${[...app.keys()].join(", ")}`);
  return stack;
}
