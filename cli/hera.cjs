#!/usr/bin/env node
// `npx hera`: runs cli/main.ts in the way in which every TypeScript file of the project runs.
"use strict";
process.argv.splice(2, 0, "cli/main.ts");
require("../scripts/run.cjs");
