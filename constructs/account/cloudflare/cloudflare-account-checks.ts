import type { Problem } from "../../contract/problem";
import { unlistedProblems } from "../../contract/shape";
import { jurisdictions, locationHints } from "./cloudflare-locations";

/** What isn't the id of a Cloudflare account. */
export function cloudflareAccountProblems(account: string, path: string): Problem[] {
  if (/^[0-9a-f]{32}$/.test(account)) return [];
  return [
    {
      path,
      value: account,
      problem: "is not a Cloudflare account id",
      allowed: "32 hexadecimal digits in lower case",
      mend: "copy it from the account's R2 overview in the Cloudflare dashboard",
    },
  ];
}

/** A location that R2 doesn't have. */
export function cloudflareLocationProblems(location: string, path: string): Problem[] {
  const locations = [...locationHints, ...jurisdictions];
  return unlistedProblems(location, locations, "is neither a location hint nor a jurisdiction of R2", path);
}
