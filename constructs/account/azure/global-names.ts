import { createHash } from "node:crypto";

/**
 * A name for what Azure names once in the world, such as a storage account or a key vault: 3 to 24 characters, of which a
 * storage account allows letters and digits alone. The prefix is cut, and what makes the name unique is a digest.
 *
 * @param kind two letters that tell what carries the name
 * @param place what makes the prefix unique in the world: a subscription, a location
 */
export function globalName(namePrefix: string, kind: string, ...place: readonly string[]): string {
  const letters = namePrefix.replaceAll("-", "").slice(0, 12);
  return `${letters}${kind}${digest(namePrefix, ...place)}`;
}

/** Ten letters and digits that stand for some texts. */
export function digest(...texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 10);
}
