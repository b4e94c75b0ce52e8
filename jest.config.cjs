// Two projects: `unit` needs nothing but Node; `terraform` runs the real CLI on the local cloud.
const shared = {
  testEnvironment: "node",
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
    // The one package that there is as an ES module alone.
    "/cel-js/.+\\.js$": ["@swc/jest", { jsc: { target: "es2022" }, module: { type: "commonjs" } }],
  },
  transformIgnorePatterns: ["/node_modules/(?!@marcbachmann/cel-js/)"],
};

module.exports = {
  // Much runs side by side: what takes a second alone may take ten.
  testTimeout: 60_000,
  testSequencer: "<rootDir>/scripts/longest-first.cjs",
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/terraform/"],
    },
    {
      ...shared,
      displayName: "terraform",
      testMatch: ["<rootDir>/__tests__/terraform/**/*.test.ts"],
      globalSetup: "<rootDir>/scripts/prepare-terraform-tests.ts",
    },
  ],
};
