// What the azurerm backend writes into a blob's metadata about the lock on it.
import type { LockInfo } from "./state-client";
import { parseLockInfo } from "./state-lock";

const key = "terraformlockid";

type Metadata = Readonly<Record<string, string>>;

/** Who says to hold the lock, if anybody does. */
export function lockInfoIn(metadata: Metadata = {}): LockInfo | undefined {
  const text = metadata[key];
  if (text === undefined || text === "") return undefined;
  return parseLockInfo(Buffer.from(text, "base64").toString("utf8"));
}

/** The metadata with a holder, or without one. */
export function metadataOf(metadata: Metadata, info: LockInfo | undefined): Record<string, string> {
  const { [key]: _, ...others } = metadata;
  if (info === undefined) return others;
  return { ...others, [key]: Buffer.from(JSON.stringify(info)).toString("base64") };
}

/**
 * Somebody who took the lease and didn't say who they are: a program that was killed between the two, or one that isn't
 * Terraform. `terraform force-unlock` can't free that; its id here is empty.
 */
export function unknownHolder(place: string): LockInfo {
  const unknown = "unknown";
  return { ID: "", Operation: unknown, Info: "", Who: unknown, Version: "", Created: unknown, Path: place };
}
