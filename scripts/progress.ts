// What a long command tells its user while it runs: numbered steps with the seconds that they took, and below each
// the lines of the program that it runs. The log gets every line, the screen those worth reading.
import { appendFileSync } from "node:fs";

/** Tells the user of steps. */
export class Progress {
  private readonly started = performance.now();
  private stepNumber = 0;

  constructor(
    private readonly steps: number,
    private readonly logFile: string,
    private readonly print: (line: string) => void = console.log,
  ) {}

  /** Does a step under its heading and says how long it took. */
  async step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
    this.stepNumber += 1;
    const began = performance.now();
    this.say(`\n[${this.seconds(this.started)} s] ${this.stepNumber}/${this.steps} ${title}`);
    const result = await work();
    this.detail(`done in ${this.seconds(began)} s`);
    return result;
  }

  /** A line of its own. */
  say(line: string): void {
    this.print(line);
    this.log(line);
  }

  /** A line below the current step. */
  detail(line: string): void {
    this.say(`      ${line}`);
  }

  /** A line for the log only. */
  log(line: string): void {
    appendFileSync(this.logFile, `${line}\n`);
  }

  private seconds(since: number): string {
    return ((performance.now() - since) / 1000).toFixed(0);
  }
}
