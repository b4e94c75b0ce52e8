/** Keeps Terraform from reading a script's `${…}` and a format's `%{…}` as its own; tokens stay what they are. */
export function terraformText(text: string): string {
  return text.replaceAll(/\$\{(?!TfToken\[)/g, () => "$${").replaceAll("%{", "%%{");
}
