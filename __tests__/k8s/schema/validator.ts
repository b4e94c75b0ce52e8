// Holds objects against the API that they are for.
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import { kindsOf, type Minor, readDefinitions } from "../../../cli/platform/api-definitions";
import { type Fields, isFields, type Manifest, nameOf } from "../../../scripts/render/manifest";
import { closedDefinition, closedSchema } from "./closed-schemas";
import { type CustomKind, readCustomKinds } from "./custom-kinds";
import { isNamespacedKind } from "./scopes";

const api = "https://kubernetes.invalid/api";
const objectMeta = `${api}#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta`;

/** The formats that the API's schemas name and that it holds values to. */
const formats = {
  int32: { type: "number", validate: within(2 ** 31) },
  int64: { type: "number", validate: within(2 ** 63) },
  byte: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
} as const;

function within(bound: number): (value: number) => boolean {
  return (value) => value >= -bound && value < bound;
}

const custom: Readonly<Record<string, CustomKind>> = readCustomKinds();

/** Those of the charts' kinds, which are the same with every minor, and long. */
const customValidators = new Map<string, ValidateFunction>();

/** The API of one minor with the kinds of the platform's charts. */
export class ApiValidator {
  private readonly ajv: Ajv;
  private readonly builtIn: ReadonlyMap<string, string>;
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly minor: Minor) {
    const definitions = readDefinitions(minor);
    this.builtIn = kindsOf(definitions);
    this.ajv = new Ajv({
      strict: false,
      allErrors: true,
      logger: false,
      unicodeRegExp: false,
      useDefaults: true,
      formats,
      // The optimized code takes longer to make than it saves: most of it runs a few times.
      code: { optimize: false },
    });
    this.ajv.addKeyword({ keyword: "x-kubernetes-list-map-keys", type: "array", validate: areKeysUnique });
    this.ajv.addSchema({
      $id: api,
      definitions: Object.fromEntries(
        Object.entries(definitions).map(([name, definition]) => [name, closedDefinition(name, definition)]),
      ),
    });
  }

  /** What the API would refuse an object for; empty for a valid one. */
  problems(manifest: Manifest): readonly string[] {
    const kind = `${manifest.apiVersion} ${manifest.kind}`;
    const validate = this.validatorOf(kind);
    const name = nameOf(manifest);
    if (validate === undefined)
      return [`${name}: Kubernetes ${this.minor} with the platform's charts has no ${kind}`];
    // A copy: defaults are written into it, as the API does before it looks for what is required.
    validate(withoutNulls(manifest));
    const problems = (validate.errors ?? []).map((error) => `${name}: ${message(error)}`);
    return [...new Set(problems), ...this.scopeProblems(kind, manifest)];
  }

  /** Whether objects of a kind are in namespaces; undefined for an unknown kind. */
  isNamespaced(kind: string): boolean | undefined {
    const ofChart = custom[kind];
    if (ofChart !== undefined) return ofChart.isNamespaced;
    return this.builtIn.has(kind) ? isNamespacedKind(kind) : undefined;
  }

  private scopeProblems(kind: string, manifest: Manifest): readonly string[] {
    const isWrong = this.isNamespaced(kind) === false && manifest.metadata.namespace !== undefined;
    return isWrong ? [`${nameOf(manifest)}: a ${manifest.kind} is in no namespace`] : [];
  }

  private validatorOf(kind: string): ValidateFunction | undefined {
    const validators = custom[kind] === undefined ? this.validators : customValidators;
    const known = validators.get(kind);
    if (known !== undefined) return known;
    const schema = this.schemaOf(kind);
    if (schema === undefined) return undefined;
    const validator = this.ajv.compile(schema);
    validators.set(kind, validator);
    return validator;
  }

  private schemaOf(kind: string): Fields | undefined {
    const ofChart = custom[kind];
    if (ofChart !== undefined) return customSchema(ofChart);
    const name = this.builtIn.get(kind);
    return name === undefined ? undefined : { $ref: `${api}#/definitions/${name}` };
  }
}

/** A CustomResourceDefinition may leave out what every object has. */
function customSchema({ schema }: CustomKind): Fields {
  const closed = closedSchema({ ...schema, properties: schema.properties ?? {} });
  return {
    ...closed,
    properties: {
      ...(isFields(closed.properties) ? closed.properties : {}),
      apiVersion: { type: "string" },
      kind: { type: "string" },
      metadata: { $ref: objectMeta },
    },
  };
}

/** The API takes `field: null` as a field that isn't there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

/** The parts of a key that the API fills in before it compares. */
const keyDefaults: Readonly<Record<string, unknown>> = { protocol: "TCP" };

/** Server-side apply refuses a list that has two entries with one key. */
function areKeysUnique(keys: readonly string[], list: readonly unknown[]): boolean {
  const found = list.map((entry) =>
    JSON.stringify(keys.map((key) => (isFields(entry) ? (entry[key] ?? keyDefaults[key]) : entry))),
  );
  return new Set(found).size === found.length;
}

function message({ instancePath, keyword, params, message: text, parentSchema }: ErrorObject): string {
  const path = instancePath === "" ? "the object" : instancePath;
  if (keyword === "additionalProperties") return `${path} has no field ${params.additionalProperty}`;
  if (keyword === "enum") return `${path} must be one of ${JSON.stringify(params.allowedValues)}`;
  if (keyword === "x-kubernetes-list-map-keys")
    return `${path} has two entries with the same ${JSON.stringify(parentSchema?.[keyword])}`;
  return `${path} ${text ?? keyword}`;
}
