// A cluster's API as far as kubectl is asked here: objects, finalizers that keep them, and controllers that act.
import { Kubectl } from "../../../cli/environment/kubectl";

/** An object as kubectl prints it. */
export interface StoredObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    finalizers?: readonly string[];
    deletionTimestamp?: string;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** An object by its name as people write it: `Service shop/front`, or `Namespace shop`. */
export function object(
  name: string,
  spec: StoredObject["spec"] = {},
  metadata: Partial<StoredObject["metadata"]> = {},
): StoredObject {
  const [, kind = "", namespace, own = ""] = name.match(/^(\w+) (?:(.+)\/)?(.+)$/) ?? [];
  return {
    kind,
    metadata: { name: own, ...(namespace === undefined ? {} : { namespace }), ...metadata },
    spec,
  };
}

/** A cluster whose kinds are all known, those of custom resources as long as there is such an object. */
export class ClusterInMemory {
  objects: StoredObject[];
  readonly calls: string[] = [];
  /** What runs in it: each acts before kubectl's next word is heard. */
  readonly controllers: ((cluster: ClusterInMemory) => void)[] = [];
  readonly kubectl = new Kubectl(async (words) => {
    this.calls.push(words.join(" "));
    for (const act of this.controllers) act(this);
    const { exitCode = 0, text = "" } = this.answer(words);
    return { exitCode, stdout: text, output: text };
  });

  constructor(...objects: readonly StoredObject[]) {
    this.objects = [...objects];
  }

  /** What there is, by name. */
  get names(): readonly string[] {
    return this.objects.map(nameOf);
  }

  find(name: string): StoredObject | undefined {
    return this.objects.find((one) => nameOf(one) === name);
  }

  /** Takes finalizers off, as a controller does that has tidied up. */
  release(name: string, finalizers: readonly string[] = []): void {
    const found = this.find(name);
    if (found === undefined) return;
    found.metadata.finalizers = finalizers;
    if (found.metadata.deletionTimestamp !== undefined) this.delete(found);
  }

  delete(found: StoredObject): void {
    found.metadata.deletionTimestamp = "2026-11-20T08:15:30Z";
    if ((found.metadata.finalizers ?? []).length > 0) return;
    this.objects = this.objects.filter((one) => one !== found);
  }

  private answer(words: readonly string[]): { readonly exitCode?: number; readonly text?: string } {
    const [verb, kinds = "", name = ""] = words;
    const option = (key: string) => words.find((word) => word.startsWith(`--${key}=`))?.slice(key.length + 3);
    const [namespace, selector] = [option("namespace"), option("selector")];
    const isMeant = ({ metadata }: StoredObject) =>
      verb === "get" || name === "--all" || metadata.name === name;
    const wanted = this.objects.filter(
      (one) =>
        kinds.split(",").some((kind) => isOfKind(one, kind)) &&
        (namespace === undefined || one.metadata.namespace === namespace) &&
        (selector === undefined ? isMeant(one) : hasLabels(one, selector)),
    );
    if (verb === "get" && kinds === "customresourcedefinitions") return { text: this.definitions() };
    if (verb === "get") return { text: JSON.stringify({ items: wanted }) };
    if (wanted.length === 0 && selector === undefined && !words.includes("--ignore-not-found"))
      return { exitCode: 1, text: `Error from server (NotFound): ${kinds} "${name}" not found` };
    for (const one of wanted) {
      if (verb === "delete") this.delete(one);
      else this.release(nameOf(one), JSON.parse(option("patch") ?? "").metadata.finalizers ?? []);
    }
    return {};
  }

  private definitions(): string {
    const kinds = ["Application", "ApplicationSet", "AppProject"].filter((kind) =>
      this.objects.some((one) => one.kind === kind),
    );
    return kinds
      .map((kind) => `customresourcedefinition.apiextensions.k8s.io/${kind.toLowerCase()}s.argoproj.io`)
      .join("\n");
  }
}

function nameOf({ kind, metadata: { name, namespace } }: StoredObject): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** Whether it has all of `key=value,key=value`. */
function hasLabels({ metadata: { labels = {} } }: StoredObject, selector: string): boolean {
  return selector.split(",").every((one) => {
    const [key = "", value] = one.split("=");
    return labels[key] === value;
  });
}

/** Whether `services`, `Service` or `ingresses.networking.k8s.io` names the object's kind. */
function isOfKind({ kind }: StoredObject, word: string): boolean {
  const [asked = ""] = word.toLowerCase().split(".");
  const own = kind.toLowerCase();
  return [own, `${own}s`, `${own}es`].includes(asked);
}
