/** Imports as tools/plan/plan.json allows them; docs/architecture.md draws the same plan. */
const { forbidden } = require("./tools/plan/rules.js");

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
    cache: { folder: "node_modules/.cache/dependency-cruiser", strategy: "content", compress: false },
  },
};
