import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * A script that stands beside the code which puts it on a server. It is kept as a file of its own, and without any
 * templating, so that it can be checked and run as it is.
 *
 * @param file Its path from the project's root, such as `constructs/network/hetzner/scripts/nat.sh`.
 */
export function script(file: string): string {
  return readFileSync(path.join(projectRoot(), file), "utf8");
}

/** The folder with cdktf.json: this file stands below it, and its bundled copy in it. */
function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "cdktf.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no cdktf.json in ${__dirname} or above it`);
    folder = parent;
  }
  return folder;
}
