// A server in a folder: the files of its user data, and programs that stand for those of a real one.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type CommandResult, runCommand } from "../../../scripts/commands";
import { projectRoot, temporaryFolder } from "../../../scripts/host";

const userDataSchema = z.object({
  hostname: z.string().optional(),
  users: z.array(z.object({ name: z.string(), ssh_authorized_keys: z.array(z.string()) })).optional(),
  write_files: z.array(z.object({ path: z.string(), permissions: z.string(), content: z.string() })),
  runcmd: z.array(z.string()),
});
export type UserData = z.output<typeof userDataSchema>;

/** User data as the server reads it, after Terraform. */
export function rendered(userData: string): string {
  return userData.replaceAll("$${", () => "${").replaceAll("%%{", "%{");
}

/** User data as cloud-init reads it. */
export function readUserData(userData: string): UserData {
  return userDataSchema.parse(parse(rendered(userData)));
}

/** A file of user data. */
export function fileOf(userData: string, file: string): string {
  const found = readUserData(userData).write_files.find((one) => one.path === file);
  if (found === undefined) throw new Error(`${file} is not part of the user data`);
  return found.content;
}

const programs = path.join(projectRoot(), "__tests__/kubernetes-cluster/hetzner-k3s/programs");
const standIns: Readonly<Record<string, string>> = {
  curl: "curl",
  journalctl: "journalctl",
  k3s: "k3s",
  systemctl: "systemctl",
  uname: "uname",
  "apt-get": "recorded",
  nft: "recorded",
  sysctl: "recorded",
};

export class SandboxServer {
  /** What is around the server: the bucket, what it can download, which units run. */
  private readonly world = mkdtempSync(path.join(temporaryFolder(), "hera-server-"));
  private readonly root = path.join(this.world, "root");

  constructor(userData: string) {
    for (const folder of ["bin", "bucket", "downloads", "running"]) mkdirSync(path.join(this.world, folder));
    for (const [name, file] of Object.entries(standIns)) {
      symlinkSync(path.join(programs, `${file}.sh`), path.join(this.world, "bin", name));
    }
    this.around("processor", "x86_64\n");
    this.around("calls", "");
    for (const { path: file, content, permissions } of readUserData(userData).write_files) {
      this.write(file, content);
      chmodSync(path.join(this.root, file), Number.parseInt(permissions, 8));
    }
  }

  /** Runs one of the server's scripts. */
  run(script: string, ...args: readonly string[]): Promise<CommandResult> {
    return runCommand({
      program: path.join(this.root, "opt/hera", script),
      arguments: args,
      folder: this.world,
      environment: {
        HERA_ROOT: this.root,
        HERA_PAUSE: "0",
        WORLD: this.world,
        PATH: `${path.join(this.world, "bin")}:/usr/bin:/bin`,
        TMPDIR: this.world,
      },
    });
  }

  /** Changes something around the server. */
  around(file: string, content: string): void {
    put(path.join(this.world, file), content);
  }

  /** What there is around the server; undefined where there is no such file. */
  readAround(file: string): string | undefined {
    const whole = path.join(this.world, file);
    return existsSync(whole) ? readFileSync(whole, "utf8") : undefined;
  }

  bytesAround(file: string): Buffer {
    return readFileSync(path.join(this.world, file));
  }

  removeAround(file: string): void {
    rmSync(path.join(this.world, file), { recursive: true });
  }

  write(file: string, content: string): void {
    put(path.join(this.root, file), content);
  }

  /** A file of the server's; undefined where there is no such file. */
  read(file: string): string | undefined {
    return this.readAround(path.join("root", file));
  }

  /** The programs that were called since it was last asked, with their arguments. */
  calls(): string[] {
    const calls = (this.readAround("calls") ?? "").split("\n").filter((line) => line !== "");
    this.around("calls", "");
    return calls;
  }

  /** The calls of systemctl since they were last asked for. */
  unitCalls(): string[] {
    return this.calls().filter((call) => call.startsWith("systemctl "));
  }

  remove(): void {
    rmSync(this.world, { recursive: true, force: true });
  }
}

function put(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
