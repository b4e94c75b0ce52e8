// The import blocks of a synthesized stack: its references are followed by hand, because an import id has to be known
// before anything is.
import { z } from "zod";
import { valueAt } from "../../constructs/contract/shape";
import type { ImportRules, ImportTemplate, LookedUpId } from "./import-rules";

const resourceSchema = z.record(z.string(), z.unknown());
type Resource = z.output<typeof resourceSchema>;

const stackSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), resourceSchema)).default({}),
});

/** One import, in Terraform's own words. */
export interface Import {
  /** The address. */
  readonly to: string;
  readonly id: string;
  /** What has to be looked up for the id, as a data source. */
  readonly lookup?: { readonly type: string; readonly name: string; readonly arguments: Resource };
}

/** What can be imported into a stack, and what can't. */
export interface StackImports {
  readonly imports: readonly Import[];
  /** Addresses whose ids can't be told by their names. */
  readonly unknown: readonly string[];
}

/** Makes the import blocks of a `cdk.tf.json`. */
export function stackImports(
  content: string,
  rules: ImportRules,
  facts: Readonly<Record<string, string>>,
): StackImports {
  const stack = new Stack(stackSchema.parse(JSON.parse(content)).resource, rules, facts);
  const addresses = stack.addresses();
  const imports = addresses.map((address) => stack.import(address)).filter((one) => one !== undefined);
  const known = new Set(imports.map(({ to }) => to));
  return { imports, unknown: addresses.filter((address) => !known.has(address)) };
}

/** A reference of cdktf's: `${aws_s3_bucket.state_bucket.id}`. */
const REFERENCE = /\$\{([a-z0-9_]+)\.([\w-]+)\.([a-z_]+)\}/g;

class Stack {
  constructor(
    private readonly resources: Readonly<Record<string, Readonly<Record<string, Resource>>>>,
    private readonly rules: ImportRules,
    private readonly facts: Readonly<Record<string, string>>,
  ) {}

  addresses(): readonly string[] {
    return Object.entries(this.resources).flatMap(([type, named]) =>
      Object.keys(named).map((name) => `${type}.${name}`),
    );
  }

  import(to: string): Import | undefined {
    const [type = "", name = ""] = to.split(".");
    const rule = this.rules[type];
    if (rule === undefined) return undefined;
    if (typeof rule !== "string") return this.lookedUp(to, rule);
    const id = this.idOf(type, name, rule);
    return id === undefined ? undefined : { to, id };
  }

  /** The id of what another resource refers to. */
  private lookedUp(to: string, rule: LookedUpId): Import | undefined {
    const naming = Object.entries(this.resources[rule.by] ?? {}).find(([, resource]) =>
      String(resource[rule.reference]).startsWith(`\${${to}.`),
    );
    if (naming === undefined) return undefined;
    const [name, resource] = naming;
    const argument = this.value(resource[rule.argument]);
    if (argument === undefined) return undefined;
    const provider = resource.provider === undefined ? {} : { provider: resource.provider };
    return {
      to,
      id: `\${data.${rule.data}.${name}.${rule.attribute}}`,
      lookup: { type: rule.data, name, arguments: { [rule.argument]: argument, ...provider } },
    };
  }

  private idOf(type: string, name: string, template: ImportTemplate): string | undefined {
    const resource = this.resources[type]?.[name] ?? {};
    let isWhole = true;
    const id = template.replace(
      /\{([\w.]+)(#host)?(?::([^}]*))?\}/g,
      (_, argument: string, host: string | undefined, fallback: string | undefined) => {
        const value = this.value(valueAt(resource, argument.split("."))) ?? this.facts[argument] ?? fallback;
        isWhole &&= value !== undefined;
        return host === undefined ? (value ?? "") : (value ?? "").replace(/^https:\/\//, "");
      },
    );
    return isWhole ? id : undefined;
  }

  /** A value with its references followed; undefined where one leads to what only the cloud knows. */
  private value(given: unknown): string | undefined {
    if (typeof given !== "string") return undefined;
    let isWhole = true;
    const text = given.replace(REFERENCE, (_, type: string, name: string, attribute: string) => {
      const value = this.attribute(type, name, attribute);
      isWhole &&= value !== undefined;
      return value ?? "";
    });
    return isWhole && !text.includes("${") ? text : undefined;
  }

  private attribute(type: string, name: string, attribute: string): string | undefined {
    const written = this.value(this.resources[type]?.[name]?.[attribute]);
    if (written !== undefined) return written;
    // What isn't written is computed, and of what is computed only ids and ARNs can be told.
    const rule = this.rules[type];
    return ["id", "arn"].includes(attribute) && typeof rule === "string"
      ? this.idOf(type, name, rule)
      : undefined;
  }
}
