import { Resolver } from "node:dns/promises";

/** What DNS says of a name: it has a record, it has none, or nobody who knows can be asked. */
export type Answer = "exists" | "gone" | "unknown";

/** Asks for a name. */
export type AskForName = (name: string) => Promise<Answer>;

/**
 * Asks the name servers of a zone, because others remember what they heard; without any, those of this machine.
 *
 * @param nameServers By name, as a zone's output has them.
 */
export async function askNameServers(nameServers: readonly string[]): Promise<AskForName> {
  const options = { timeout: 2_000, tries: 2 };
  const resolver = new Resolver(options);
  try {
    const found = await Promise.all(nameServers.map((server) => new Resolver(options).resolve4(server)));
    if (nameServers.length > 0) resolver.setServers(found.flat());
  } catch {
    return async () => "unknown";
  }
  return askResolver(resolver);
}

/** Asks whom a resolver asks. A tunnel's record is a CNAME, a load balancer's an address: the address finds either. */
export function askResolver(resolver: Pick<Resolver, "resolve4" | "resolve6">): AskForName {
  return async (name) => {
    const answers = await Promise.all([
      ask(() => resolver.resolve4(name)),
      ask(() => resolver.resolve6(name)),
    ]);
    if (answers.includes("exists")) return "exists";
    return answers.includes("unknown") ? "unknown" : "gone";
  };
}

async function ask(question: () => Promise<readonly string[]>): Promise<Answer> {
  try {
    await question();
    return "exists";
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    return code === "ENOTFOUND" || code === "ENODATA" ? "gone" : "unknown";
  }
}

/** Those of the names that still have records, and those that nobody could be asked for. */
export async function recordsLeft(
  names: readonly string[],
  ask: AskForName,
): Promise<{ readonly existing: readonly string[]; readonly unknown: readonly string[] }> {
  const answers = await Promise.all(names.map(async (name) => ({ name, answer: await ask(name) })));
  const those = (wanted: Answer) => answers.filter(({ answer }) => answer === wanted).map(({ name }) => name);
  return { existing: those("exists"), unknown: those("unknown") };
}
