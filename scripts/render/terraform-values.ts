// What an output of a synthesized stack is once the stack is deployed, with plausible values for what the cloud tells.

/** What attributes of resources are like; keyed by the attribute's name. */
const attributes: Readonly<Record<string, (resource: string) => string>> = {
  arn: (resource) => `arn:aws:iam::123456789012:role/${resource}`,
  bucket: (resource) => resource.slice(0, 63),
  client_id: () => "44444444-4444-4444-8444-444444444444",
  email: (resource) => `${resource.slice(0, 30)}@acme-platform-123456.iam.gserviceaccount.com`,
  name: (resource) => resource.slice(0, 63),
  primary_blob_endpoint: () => "https://herastores.blob.core.windows.net/",
  vault_uri: () => "https://hera-secrets.vault.azure.net/",
  zone_id: () => "Z0123456789ABCDEFGHIJ",
};

/**
 * The text that Terraform would give for a value of the synthesized JSON.
 *
 * @throws Error for an expression of another form than the stacks' ones, or an attribute that nobody described here.
 */
export function deployedText(template: string): string {
  const whole = /^\$\{(jsonencode\(.*\))\}$/s.exec(template)?.[1];
  return whole === undefined ? interpolated(template) : String(new Expression(whole).read());
}

function interpolated(text: string): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, inner: string) => attributeOf(inner));
}

function attributeOf(reference: string): string {
  const [, resource = "", attribute = ""] = /^(?:data\.)?\w+\.([\w-]+)\.(\w+)$/.exec(reference) ?? [];
  const make = attributes[attribute];
  if (make === undefined) throw new Error(`no plausible value is known of ${reference}`);
  return make(resource.replaceAll("_", "-"));
}

const tokens = /\s*("(?:[^"\\]|\\.)*"|[A-Za-z_][\w.-]*|-?\d+(?:\.\d+)?|[{}[\](),=])/gy;

/** An expression of `jsonencode` and `join`, lists, mappings, texts, numbers and references. */
class Expression {
  private readonly words: string[];

  constructor(private readonly source: string) {
    this.words = [...source.matchAll(tokens)].map(([, word = ""]) => word);
    if (this.words.join("") === "") throw new Error(`nothing can be read in ${source}`);
  }

  read(): unknown {
    const word = this.next();
    if (word === "{") return Object.fromEntries(this.listUntil("}", () => this.entry()));
    if (word === "[") return this.listUntil("]", () => this.read());
    if (word === "jsonencode") return this.encoded();
    if (word === "join") return this.joined();
    if (word.startsWith('"')) return interpolated(JSON.parse(word));
    if (/^(true|false|null|-?\d.*)$/.test(word)) return JSON.parse(word);
    return attributeOf(word);
  }

  private encoded(): string {
    this.expect("(");
    const value = this.read();
    this.expect(")");
    return JSON.stringify(value);
  }

  private joined(): string {
    this.expect("(");
    const separator = String(this.read());
    this.expect(",");
    const value = this.read();
    this.expect(")");
    if (!Array.isArray(value)) throw new Error(`what is joined is no list in ${this.source}`);
    return value.join(separator);
  }

  private entry(): readonly [string, unknown] {
    const key: string = JSON.parse(this.next());
    this.expect("=");
    return [key, this.read()];
  }

  private listUntil<Item>(end: string, read: () => Item): readonly Item[] {
    const items: Item[] = [];
    while (this.words[0] !== end) {
      items.push(read());
      if (this.words[0] !== end) this.expect(",");
    }
    this.expect(end);
    return items;
  }

  private expect(word: string): void {
    const found = this.next();
    if (found !== word) throw new Error(`${found} in the place of ${word} in ${this.source}`);
  }

  private next(): string {
    const word = this.words.shift();
    if (word === undefined) throw new Error(`${this.source} ends too early`);
    return word;
  }
}
