import type { Surroundings } from "./surroundings";

/** Tells the user on standard error what a command is at, a line for each step before it begins. */
export class Steps {
  constructor(private readonly surroundings: Surroundings) {}

  /** Does one step under its heading. */
  async step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
    this.surroundings.tell(`- ${title}`);
    return await work();
  }

  /** A line below the current step. */
  detail(line: string): void {
    this.surroundings.tell(`  ${line}`);
  }
}
