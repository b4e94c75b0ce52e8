/** A page as it should be. */
export interface Page {
  /** From the project's root on. */
  readonly file: string;
  readonly text: string;
}
