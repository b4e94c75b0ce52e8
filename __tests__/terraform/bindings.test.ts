// The committed bindings against the provider that they are for.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bindingsFolder, configuredProviders, renewBindings } from "../../scripts/bindings";
import { projectRoot } from "../../scripts/host";
import { describeWithProvider } from "./provider-probe";
import { patience, World } from "./world";

/** Every file below a folder, by its path there. */
function contents(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true })
    .map((file) => file.toString())
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .sort();
  return new Map(files.map((file) => [file, readFileSync(path.join(folder, file), "base64")]));
}

describe.each(configuredProviders(projectRoot()))("$address $version", ({ address, version }) => {
  describeWithProvider(path.basename(address), "with its provider", () => {
    let world: World;
    beforeAll(async () => {
      world = await World.withoutCloud();
    }, patience);
    afterAll(() => world.close(), patience);

    /** A project that asks for bindings and has old ones. */
    function projectWith(name: string, provider: string): string {
      const project = path.join(world.folder, name);
      mkdirSync(path.join(project, bindingsFolder), { recursive: true });
      writeFileSync(path.join(project, bindingsFolder, "old.ts"), "old");
      const settings = {
        language: "typescript",
        app: "none",
        sendCrashReports: "false",
        terraformProviders: [provider],
      };
      writeFileSync(path.join(project, "cdktf.json"), JSON.stringify(settings));
      return project;
    }
    const name = address.split("/").slice(1).join("/");

    test(
      "the bindings that it gives are those that are committed, byte by byte",
      async () => {
        const project = projectWith("same", `${name}@${version}`);
        await renewBindings(project, world.environment);
        const made = contents(path.join(project, bindingsFolder));
        const committed = contents(path.join(projectRoot(), bindingsFolder));
        expect([...made.keys()]).toEqual([...committed.keys()]);
        expect([...made].filter(([file, content]) => committed.get(file) !== content)).toEqual([]);
        expect(readdirSync(project).sort()).toEqual([bindingsFolder, "cdktf.json"]);
      },
      patience,
    );

    test(
      "where it can't be had, the old bindings stay as they were, and nothing else is left",
      async () => {
        const project = projectWith("absent", `${name}@999.0.0`);
        await expect(renewBindings(project, world.environment)).rejects.toThrow("999.0.0");
        expect(contents(path.join(project, bindingsFolder))).toEqual(
          new Map([["old.ts", Buffer.from("old").toString("base64")]]),
        );
        expect(readdirSync(project).sort()).toEqual([bindingsFolder, "cdktf.json"]);
      },
      patience,
    );
  });
});
