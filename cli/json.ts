/** Reads what may be JSON: what refuses a call is not always the API, and a proxy answers in its own words. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
