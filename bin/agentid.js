#!/usr/bin/env node
// A checkout runs its TypeScript sources; the published package holds compiled code only.
const { existsSync } = require("node:fs");
const nodeModule = require("node:module");
const { join } = require("node:path");

// Where Node offers it (22.8): code is compiled once, not at every start.
nodeModule.enableCompileCache?.();

if (existsSync(join(__dirname, "../lib/cli/main.ts"))) {
  // Wherever it is started: names of packages are paths in this checkout.
  process.env.TSX_TSCONFIG_PATH ??= join(__dirname, "../tsconfig.json");
  require("tsx/cjs");
  require("../lib/cli/main.ts").main(process.argv);
} else {
  require("../dist/lib/cli/main.js").main(process.argv);
}
