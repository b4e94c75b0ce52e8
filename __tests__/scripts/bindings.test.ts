import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { configuredProviders } from "../../scripts/bindings";
import { projectRoot } from "../../scripts/host";

const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.join(projectRoot(), ".gen", file), "utf8"));

test("the generated bindings are of the versions that cdktf.json names, and of no other provider", () => {
  const providers = configuredProviders(projectRoot());
  expect(providers.length).toBeGreaterThan(0);
  expect(read("versions.json")).toEqual(
    Object.fromEntries(providers.map(({ address, version }) => [address, version])),
  );
  expect(read("constraints.json")).toMatchObject({
    providers: Object.fromEntries(providers.map(({ address, version }) => [path.basename(address), version])),
  });
});

test.each(["hetznercloud/hcloud", "hetznercloud/hcloud@~> 1.59", "hcloud@>=1.0.0"])(
  "%s names no single version, and is refused",
  (provider) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "bindings-"));
    try {
      writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ terraformProviders: [provider] }));
      expect(() => configuredProviders(folder)).toThrow("terraformProviders");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
