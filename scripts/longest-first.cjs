// Jest's order of test files: those whose providers wait for many minutes begin first, so that the whole takes no longer
// than the longest of them. Jest itself would begin with the largest files.
const Sequencer = require("@jest/test-sequencer").default;

/** Parts of their paths, the longest first. */
const longest = [
  "terraform/environments/azure",
  "terraform/start/azure",
  "terraform/platform/azure",
  "terraform/state-stores/azure.test",
  "terraform/",
];

function place({ path }) {
  const found = longest.findIndex((part) => path.replaceAll("\\", "/").includes(part));
  return found === -1 ? longest.length : found;
}

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
};
