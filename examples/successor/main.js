// What moving to cdktn costs: other names behind lib/constructs/cdktf.ts, the one file that knows the framework. Here they are changed as
// modules are found, so that the sources are the ones that cdktf synthesizes.
const nodeModule = require("node:module");
const { join } = require("node:path");

const successors = { cdktf: "cdktn", "@cdktf/provider-azurerm": "@cdktn/provider-azurerm", constructs: "constructs" };
const root = join(__dirname, "../..");
process.env.TSX_TSCONFIG_PATH ??= join(root, "tsconfig.json");
require(join(root, "node_modules/tsx/dist/cjs/index.cjs"));

const { _resolveFilename: find } = nodeModule;
nodeModule._resolveFilename = function (request, ...rest) {
  const [, name, path = ""] = /^(cdktf|@cdktf\/provider-azurerm|constructs)(\/.*)?$/.exec(request) ?? [];
  return name ? find.call(this, `${successors[name]}${path}`, module) : find.call(this, request, ...rest);
};

const { synthesize } = require("../../lib/constructs");
const { packageRoot, readContent } = require("../../lib/content");
const { loadTenants } = require("../../lib/tenants");

const content = readContent(packageRoot());
const { stacks } = synthesize(loadTenants(join(packageRoot(), "tenants"), content), {
  content,
  outdir: process.argv[2] ?? join(__dirname, "cdktf.out"),
});
console.log(`${stacks.join(", ")}, by cdktn ${require("cdktn/package.json").version}`);
