/** Imports as tools/plan/plan.json allows them; docs/architecture.md draws the same plan. */
const { createHash } = require("node:crypto");
const { forbidden } = require("./tools/plan/rules.js");

/** What the cache holds was judged by these rules: it looks at the files it is about, not at the plan. */
const rules = createHash("sha256").update(JSON.stringify(forbidden)).digest("hex").slice(0, 12);

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: "node_modules" },
    // The successor has a lockfile of its own, and is installed by who tries it.
    exclude: { path: "(^|/)(dist|cdktf\\.out)/|^examples/successor/" },
    // Types that are imported, too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default", "types"],
      extensions: [".ts", ".js", ".json", ".d.ts"],
    },
    cache: { folder: `node_modules/.cache/dependency-cruiser/${rules}`, strategy: "content", compress: false },
  },
};
