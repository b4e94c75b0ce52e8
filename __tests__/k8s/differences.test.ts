// What tells two renderings apart: seen on small ones.
import type { Manifest } from "../../scripts/render/manifest";
import type { RenderedApplication, RenderedPlatform } from "./render/platform";
import { differences } from "./rules/differences";

function settings(level: string): Manifest {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { level } };
}

function application(name: string, manifests: readonly Manifest[]): RenderedApplication {
  const places = {
    project: "platform",
    wave: 0,
    server: "https://example.com",
    namespace: name,
    sources: [],
  };
  return { application: { name, ...places }, manifests, leftOut: [] };
}

function platform(
  applications: readonly RenderedApplication[],
  bootstrap: readonly Manifest[] = [],
): RenderedPlatform {
  return { argoCd: [], bootstrap, applications };
}

const loki = application("loki", [settings("info")]);
const tempo = application("tempo", [settings("info")]);

test("equal ones have none", () => {
  expect(differences(platform([loki, tempo]), platform([{ ...loki }, tempo]))).toEqual([]);
});

test("what comes and what goes is named", () => {
  expect(differences(platform([loki]), platform([tempo]))).toEqual(["tempo came", "loki went"]);
});

test("what stays is looked into", () => {
  const other = application("loki", [settings("debug")]);
  expect(differences(platform([loki, tempo]), platform([other, tempo]))).toEqual(["loki is another"]);
  expect(differences(platform([loki]), platform([application("loki", [])]))).toEqual(["loki is another"]);
  const bootstrap = [settings("info")];
  expect(differences(platform([], bootstrap), platform([]))).toEqual(["Terraform's bootstrap is another"]);
});
