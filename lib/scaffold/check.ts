import { type Edits, type NewFiles, ScaffoldError } from "./write-new";

/**
 * A check of Terraform as a module that `agentid.json` names, and its test: one fails until the check is written.
 * @param name in small letters and hyphens; the check's id
 */
export const newOwnCheck = (name: string, title: string): NewFiles => ({
  [`policy/${name}.js`]: `/** https://github.com/…: say here which rule of yours it keeps. */
module.exports = {
  id: ${JSON.stringify(name)},
  title: ${JSON.stringify(title)},
  why: "say what happens where it is not kept",
  fix: "say what to write instead",
  // error and warning fail; note does not.
  severity: "error",
  run: (document) =>
    document.resources
      // The condition goes here; the test fails until it finds the test's resource.
      .filter(({ type }) => type === "fill_in")
      .map(({ address }) => ({ address, message: "say what is wrong, with the value received" })),
};
`,
  [`policy/${name}.test.js`]: `// Run by: node --test policy/${name}.test.js
const { deepEqual } = require("node:assert/strict");
const test = require("node:test");
const check = require("./${name}.js");

/** What the check finds in resources, by their addresses. */
const found = (...resources) => check.run({ resources }).map(({ address }) => address);

const wrong = {
  address: "azurerm_storage_account.it",
  type: "azurerm_storage_account",
  attributes: { public_network_access_enabled: true },
};

test("tells what is wrong", () => {
  deepEqual(found(wrong), ["azurerm_storage_account.it"]);
});

test("lets pass what is right", () => {
  deepEqual(found({ ...wrong, attributes: { public_network_access_enabled: false } }), []);
});
`,
});

/** Adds the check to the project's `agentid.json`, which may not exist yet. */
export const ownCheckEdits = (name: string): Edits => ({
  "agentid.json": (text) => {
    const config = configIn(text ?? "{}");
    const policy = config.policy ?? {};
    const checks = [...(policy.checks ?? []), `./policy/${name}.js`];
    return `${JSON.stringify({ ...config, policy: { ...policy, checks } }, null, 2)}\n`;
  },
});

interface Config {
  readonly policy?: { readonly checks?: readonly string[] };
}

function configIn(text: string): Config {
  try {
    return JSON.parse(text) as Config;
  } catch (error) {
    throw new ScaffoldError(`agentid.json is no JSON: ${(error as Error).message}; nothing is written`);
  }
}

/** The same in the checkout of this package: a check among its own. */
export const newPackageCheck = (name: string, title: string): NewFiles => ({
  [`lib/policy/checks/${name}.ts`]: `import type { PolicyCheck } from "../check";

/** ${title}. */
export const ${constantOf(name)}: PolicyCheck = {
  id: "${name}",
  title: ${JSON.stringify(title)},
  why: "say what happens where it is not kept",
  fix: "say what to write instead",
  severity: "error",
  run: (document) =>
    document.resources
      // The condition goes here; the test fails until it finds the test's resource.
      .filter(({ type }) => type === "fill_in")
      .map(({ address }) => ({ address, message: "say what is wrong, with the value received" })),
};
`,
});

/** Adds it to the list of checks, and cases of both kinds to those of the others. */
export const packageCheckEdits = (name: string): Edits => ({
  "lib/policy/checks/index.ts": (text = "") => {
    const added = `import { ${constantOf(name)} } from "./${name}";`;
    const imports = [...text.matchAll(/^import .* from "\.\/(.*)";$/gm)];
    const before = imports.find(([, path]) => path! > name);
    const [head, tail] = before ? cut(text, before.index) : cut(text, text.indexOf("\n/** The checks"));
    return `${head}${added}\n${tail}`.replace(/\];\n$/, `  ${constantOf(name)},\n];\n`);
  },
  "test/policy/cases.ts": (text = "") =>
    text.replace(
      /\};\n$/,
      `  "${name}": {
    passes: [storage({ public_network_access_enabled: false })],
    fails: [[storage({ public_network_access_enabled: true }), /azurerm_storage_account\\.it/]],
  },
};
`,
    ),
});

const cut = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at)];

/** "no-demo" as noDemo. */
const constantOf = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
