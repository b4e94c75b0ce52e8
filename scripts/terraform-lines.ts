// What of the output of cdktf and Terraform is shown while they run: what happens, and everything from the first
// error on. A plan of a hundred new resources has thousands of lines, which nobody reads as they fly past.

const HAPPENS = /: (Creat|Still |Modif|Destr|Refresh|Read|Import|Provision)/;
const TELLS =
  /^(Initializing |- Install|Successfully configured|Terraform has been successfully|Plan: |No changes|Apply complete)/;
/** The picture of something that turns, which cdktf ends its output with. */
const SPINS = /^[\u2800-\u28ff] /;

/** Chooses the lines of one run that are shown. */
export class TerraformLines {
  private hasFailed = false;
  private readonly prefix: RegExp;

  /** @param stack the stack whose name cdktf puts before the first line of each piece of output */
  constructor(stack: string) {
    this.prefix = new RegExp(`^${stack} +`);
  }

  /** The line as it is shown, or undefined if it is not. */
  shown(line: string): string | undefined {
    const text = line.replace(this.prefix, "").trim();
    this.hasFailed ||= /^(│ )?Error: /.test(text);
    if (this.hasFailed) return text === "" || SPINS.test(text) ? undefined : text;
    return HAPPENS.test(text) || TELLS.test(text) ? text : undefined;
  }
}
