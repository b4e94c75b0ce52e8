// A NAT host in a folder: the settings of its user data, and programs that stand for those of a server.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { natUserData } from "../../../constructs/network/hetzner/nat-user-data";
import { type CommandResult, runCommand } from "../../../scripts/commands";
import { projectRoot, temporaryFolder } from "../../../scripts/host";
import { fileOf } from "../../kubernetes-cluster/hetzner-k3s/sandbox-server";
import { natExample } from "./nat-example";

const scripts = path.join(projectRoot(), "constructs/network/hetzner/scripts");
const programs = path.join(projectRoot(), "__tests__/network/hetzner/programs");

/** A host whose network is in order: it has the route and the floating IP, and its peer answers. */
export class NatSandbox {
  readonly folder = mkdtempSync(path.join(temporaryFolder(), "hera-nat-"));

  constructor(changes: Readonly<Record<string, string>> = {}) {
    for (const folder of ["bin", "etc/hera", "run"])
      mkdirSync(path.join(this.folder, folder), { recursive: true });
    for (const file of readdirSync(programs)) {
      symlinkSync(path.join(programs, file), path.join(this.folder, "bin", path.basename(file, ".sh")));
    }
    const settings = fileOf(natUserData(natExample), "/etc/hera/node.env");
    const lines = Object.entries(changes).map(([name, value]) => `${name}=${value}\n`);
    this.write("etc/hera/node.env", `${settings}${lines.join("")}`);
    this.write("gateway", natExample.privateAddress);
    this.write("holder", "42");
    this.write("outcome", "success");
    this.write("private-interface", "");
    this.write("journal", "");
  }

  run(script: string): Promise<CommandResult> {
    this.write("calls", "");
    return runCommand({
      program: path.join(scripts, script),
      arguments: [],
      folder: this.folder,
      environment: {
        HERA_ROOT: this.folder,
        WORLD: this.folder,
        PATH: `${path.join(this.folder, "bin")}:/usr/bin:/bin`,
      },
    });
  }

  write(file: string, content: string): void {
    writeFileSync(path.join(this.folder, file), content);
  }

  /** The content of a file; nothing where it isn't there. */
  read(file: string): string {
    const whole = path.join(this.folder, file);
    return existsSync(whole) ? readFileSync(whole, "utf8") : "";
  }

  /** The names of the files in a folder. */
  list(folder: string): string[] {
    const whole = path.join(this.folder, folder);
    return existsSync(whole) ? readdirSync(whole).sort() : [];
  }

  remove(file = ""): void {
    rmSync(path.join(this.folder, file), { recursive: true });
  }
}
