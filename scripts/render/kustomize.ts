// Renders folders with a kustomization.yaml as Argo CD does, which writes what an Application adds into that file.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { projectRoot, temporaryFolder } from "../host";
import { outputOf } from "./programs";

/** What an Application's source may have below `kustomize`. */
export const kustomizeOptionsSchema = z.strictObject({
  components: z.array(z.string()).default([]),
  patches: z.array(z.record(z.string(), z.unknown())).default([]),
});

/** What an Application adds to a folder. */
export type KustomizeOptions = z.output<typeof kustomizeOptionsSchema>;

const kustomizationSchema = z.looseObject({
  components: z.array(z.string()).default([]),
  patches: z.array(z.unknown()).default([]),
});

/** The manifests of a folder of the project. */
export function renderKustomize(folder: string, { components, patches }: KustomizeOptions): string {
  if (components.length === 0 && patches.length === 0) {
    return outputOf("kubectl", ["kustomize", path.join(projectRoot(), folder)]);
  }
  const copy = mkdtempSync(path.join(temporaryFolder(), "hera-kustomize-"));
  try {
    const [root = ""] = folder.split("/");
    cpSync(path.join(projectRoot(), root), path.join(copy, root), { recursive: true });
    const file = path.join(copy, folder, "kustomization.yaml");
    const own = kustomizationSchema.parse(parse(readFileSync(file, "utf8")));
    const whole = {
      ...own,
      components: [...own.components, ...components],
      patches: [...own.patches, ...patches],
    };
    writeFileSync(file, stringify(whole));
    return outputOf("kubectl", ["kustomize", path.dirname(file)]);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
