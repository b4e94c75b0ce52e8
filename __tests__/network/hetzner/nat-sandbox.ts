// A NAT host in a folder: its settings, and programs that stand for those of a server.
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
import { type CommandResult, runCommand } from "../../../scripts/commands";
import { projectRoot, temporaryFolder } from "../../../scripts/host";

const scripts = path.join(projectRoot(), "constructs/network/hetzner/scripts");
const programs = path.join(projectRoot(), "__tests__/network/hetzner/programs");

/** The settings of the first host of a pair, as its user data has them. */
const settings = {
  NODE_NAME: "acme-dev-nat-fsn1",
  PRIVATE_NETWORK: "10.10.0.0/16",
  PRIVATE_ADDRESS: "10.10.64.2",
  API_ADDRESS: "10.10.0.2",
  NAT_ADDRESS: "198.51.100.9",
  FLOW_LOG: "on",
  NETWORK_ID: "7",
  FLOATING_IP_ID: "9",
  PEER_ADDRESS: "10.10.64.3",
  FLOW_LOG_REGION: "fsn1",
  FLOW_LOG_URL: "https://fsn1.your-objectstorage.com/logs",
};

/** A host whose network is in order: it has the route and the floating IP, and its peer answers. */
export class NatSandbox {
  readonly folder = mkdtempSync(path.join(temporaryFolder(), "hera-nat-"));

  constructor(changes: Partial<typeof settings> = {}) {
    for (const folder of ["bin", "etc/hera", "run"])
      mkdirSync(path.join(this.folder, folder), { recursive: true });
    for (const file of readdirSync(programs)) {
      symlinkSync(path.join(programs, file), path.join(this.folder, "bin", path.basename(file, ".sh")));
    }
    const lines = Object.entries({ ...settings, ...changes }).map(([name, value]) => `${name}=${value}\n`);
    this.write("etc/hera/node.env", lines.join(""));
    this.write("gateway", settings.PRIVATE_ADDRESS);
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
