/** Keeps Terraform from reading a script's `${…}` and a format's `%{…}` as its own. Texts with tokens are not for it. */
export function terraformText(text: string): string {
  return text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
}
