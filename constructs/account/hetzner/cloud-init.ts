import { Fn, Token } from "cdktf";
import { stringify } from "yaml";
import { terraformArgument, terraformText } from "../../contract/terraform-text";

/** A file that a server has before it first runs anything of ours. */
export interface ServerFile {
  /** Where it goes, from the root. */
  readonly path: string;
  /** What it holds; tokens of Terraform too. */
  readonly content: string;
  /**
   * Its mode, in octal.
   * @default "0644"
   */
  readonly permissions?: string;
}

/** What a new server is told. */
export interface CloudConfig {
  readonly files: readonly ServerFile[];
  /** Commands of the shell, run once at the end of the first boot, in this order, after root's password is closed. */
  readonly commands: readonly string[];
  /**
   * The server's name for itself.
   * @default the name that Hetzner knows it by
   */
  readonly hostname?: string;
  /**
   * Public keys of who may open a shell as root.
   * @default nobody
   */
  readonly sshKeys?: readonly string[];
}

/**
 * Hetzner gives a server without keys of its own a password that has run out, and mails it: it must open nothing, and
 * not keep those out who have keys.
 */
const closeRootPassword = 'usermod --lock root && chage --lastday "$(date +%F)" root';

/** Bytes that Hetzner takes as user data. https://docs.hetzner.cloud/reference/cloud#servers-create-a-server */
export const userDataLimit = 32 * 1024;

/**
 * A server's user data, as Terraform reads it: with `${` of scripts written as `$${`.
 *
 * @throws Error if it is larger than Hetzner takes; what Terraform fills in later is not counted.
 */
export function cloudConfig(config: CloudConfig): string {
  return terraformText(cloudConfigText(config));
}

/**
 * A server's user data, as the server reads it. https://cloudinit.readthedocs.io/en/latest/reference/modules.html
 *
 * @throws Error if it is larger than Hetzner takes.
 */
export function cloudConfigText({ files, commands, hostname, sshKeys = [] }: CloudConfig): string {
  const document = {
    ...(hostname === undefined ? {} : { hostname, preserve_hostname: false }),
    // Nobody signs in with a password; and root's, which Hetzner sets, doesn't expire, for that would lock keys out.
    ssh_pwauth: false,
    chpasswd: { expire: false },
    disable_root: sshKeys.length === 0,
    ...(sshKeys.length === 0 ? {} : { users: [{ name: "root", ssh_authorized_keys: sshKeys }] }),
    write_files: files.map(({ path, content, permissions = "0644" }) => ({
      path,
      permissions,
      content: fileContent(content),
    })),
    runcmd: [closeRootPassword, ...commands],
  };
  const text = `#cloud-config\n${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
  const bytes = Buffer.byteLength(text);
  if (bytes > userDataLimit) {
    throw new Error(`a server's user data has ${bytes} bytes, and Hetzner takes ${userDataLimit}`);
  }
  return text;
}

/** What Terraform fills in may have any character, line ends too: JSON quotes them as YAML reads them. */
function fileContent(content: string): string {
  return Token.isUnresolved(content) ? Fn.jsonencode(terraformArgument(content)) : content;
}
