/** An expression as Terraform's JSON form writes it, such as a reference to an attribute. */
export function reference(expression: string): string {
  return `\${${expression}}`;
}

/**
 * What a `jsonencode` expression of a synthesized stack gives. References within it are kept as expressions:
 * `{"Resource" = aws_s3_bucket.state.arn}` reads as `{ Resource: reference("aws_s3_bucket.state.arn") }`.
 */
export function jsonencoded(expression: unknown): unknown {
  const inner =
    typeof expression === "string" ? /^\$\{jsonencode\((.*)\)\}$/s.exec(expression)?.[1] : undefined;
  if (inner === undefined) throw new Error(`${JSON.stringify(expression)} is not a jsonencode expression`);
  // A key with its "=", a text, or a bare word: all else has the same form in both languages.
  const token = /("(?:[^"\\]|\\.)*")( = )?|[A-Za-z_][\w.-]*(?:\[\d+\][\w.-]*)*/g;
  const json = inner.replace(
    token,
    (word: string, text: string | undefined, assigned: string | undefined) => {
      if (text !== undefined) return assigned === undefined ? text : `${text}:`;
      return ["true", "false", "null"].includes(word) ? word : JSON.stringify(reference(word));
    },
  );
  return JSON.parse(json);
}
