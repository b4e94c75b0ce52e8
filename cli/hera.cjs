#!/usr/bin/env node
// `npx hera`: runs cli/main.ts in the way in which every TypeScript file of the project runs.
"use strict";
process.argv.splice(2, 0, "cli/main.ts");
// The SDK warns of the end of its support for this Node at each start; the project says which Node it runs on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
require("../scripts/run.cjs");
