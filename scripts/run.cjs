// Runs a TypeScript entry file: esbuild bundles the project's own sources in memory, packages stay where they
// are, and the result is evaluated as if it stood in the project's root folder. Nothing is cached, so nothing
// can be stale. It costs a few milliseconds more than plain Node on transpiled code (npm run bench:synth).
"use strict";
const Module = require("node:module");
const path = require("node:path");
const { buildSync } = require("esbuild");

const [entry, ...entryArguments] = process.argv.slice(2);
if (!entry) {
  console.error("usage: node scripts/run.cjs ENTRY.ts [ARGUMENT...]");
  process.exit(2);
}

const root = path.join(__dirname, "..");
const file = path.resolve(root, entry);
const { outputFiles } = buildSync({
  entryPoints: [file],
  bundle: true,
  packages: "external",
  platform: "node",
  format: "cjs",
  target: "node20",
  write: false,
  logLevel: "error",
});

const bundle = new Module(file, null);
bundle.filename = path.join(root, path.basename(file));
bundle.paths = Module._nodeModulePaths(root);
process.argv = [process.argv[0], file, ...entryArguments];
try {
  bundle._compile(outputFiles[0].text, bundle.filename);
} catch (error) {
  // The message of a configuration's mistakes is all that its reader needs; a stack would only bury it.
  if (error?.name !== "ConfigurationError") throw error;
  console.error(error.message);
  process.exitCode = 1;
}
