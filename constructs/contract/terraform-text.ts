import { Fn } from "cdktf";

const token = /(\$\{TfToken\[[^\]]+\]\})/;

/** Keeps Terraform from reading a script's `${…}` and a format's `%{…}` as its own; tokens stay what they are. */
export function terraformText(text: string): string {
  return text.replaceAll(/\$\{(?!TfToken\[)/g, () => "$${").replaceAll("%{", "%%{");
}

/** A text with tokens as an argument of one of Terraform's functions, in which cdktf would not escape quotes. */
export function terraformArgument(text: string): string {
  const parts = text.split(token).filter((part) => part !== "");
  return Fn.join(
    "",
    parts.map((part) => (token.test(part) ? part : Fn.rawString(part.replaceAll("%{", "%%{")))),
  );
}
