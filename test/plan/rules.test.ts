import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../lib/package";

const root = packageRoot();
let folder: string;

/** A house of few rooms, under the rules of this one. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentid-plan-"));
  for (const name of ["tools/plan", ".dependency-cruiser.cjs", "tsconfig.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ["uuid", "commander"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    write(`node_modules/${name}/index.js`, "");
  }
  write("package.json", JSON.stringify({ name: "house", dependencies: { uuid: "1" } }));
  write("packages/kql/package.json", JSON.stringify({ name: "kql", dependencies: { uuid: "1" } }));
  write("packages/kql/src/index.ts", 'export { compile } from "./compile";\n');
  write("packages/kql/src/compile.ts", 'import { v5 } from "uuid";\nexport const compile = v5;\n');
  write("lib/limits/index.ts", 'export { limits } from "./table";\n');
  write(
    "lib/limits/table.ts",
    "export interface Limits {\n  readonly most: number;\n}\nexport const limits: Limits = { most: 1 };\n",
  );
  write(
    "lib/content/index.ts",
    'import { compile } from "@sentinel-agent-identities/kql";\nimport { limits } from "../limits";\nexport const content = [compile, limits];\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** What `npm run plan` says of the house. */
function plan(): { readonly status: number | null; readonly said: string } {
  const depcruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [
    depcruise,
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "err",
    "--no-cache",
    "lib",
    "packages",
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

test("imports that the plan allows", () => {
  expect(plan()).toMatchObject({ status: 0, said: expect.stringContaining("no dependency violations found") });
});

const wrong: readonly [what: string, file: string, text: string, said: RegExp][] = [
  [
    "past a door",
    "lib/content/read.ts",
    'export { limits } from "../limits/table";\n',
    /error lib\/limits-has-doors: lib\/content\/read\.ts → lib\/limits\/table\.ts/,
  ],
  [
    "past the door of a package",
    "lib/content/compiled.ts",
    'export { compile } from "../../packages/kql/src/compile";\n',
    /error packages\/kql-has-doors: lib\/content\/compiled\.ts → packages\/kql\/src\/compile\.ts/,
  ],
  [
    "upward",
    "lib/limits/upward.ts",
    'export { content } from "../content";\n',
    /error lib\/limits-imports-downward: lib\/limits\/upward\.ts → lib\/content\/index\.ts/,
  ],
  [
    "upward, out of a package",
    "packages/kql/src/upward.ts",
    'export { limits } from "../../../lib/limits";\n',
    /error packages\/kql-imports-downward: packages\/kql\/src\/upward\.ts → lib\/limits\/index\.ts/,
  ],
  [
    "in a circle, for types alone",
    "lib/limits/table.ts",
    'import type { Named } from "./named";\nexport interface Limits {\n  readonly named?: Named;\n}\nexport const limits: Limits = {};\n',
    /error no-circle: lib\/limits\/(named|table)\.ts/,
  ],
  [
    "of what the package does not declare",
    "packages/kql/src/more.ts",
    'export { Command } from "commander";\n',
    /error no-undeclared-dependency: packages\/kql\/src\/more\.ts → node_modules\/commander\//,
  ],
  [
    "of what is not there",
    "lib/content/more.ts",
    'export { nothing } from "../nowhere";\n',
    /error no-unresolved: lib\/content\/more\.ts → \.\.\/nowhere/,
  ],
  [
    "in a room that the plan does not know",
    "lib/attic/index.ts",
    'export { limits } from "../limits";\n',
    /error a-room-of-the-plan: lib\/attic\/index\.ts/,
  ],
];

describe("an import is an error", () => {
  let told: ReturnType<typeof plan>;
  beforeAll(() => {
    write(
      "lib/limits/named.ts",
      'import type { Limits } from "./table";\nexport type Named = Limits & { name: string };\n',
    );
    for (const [, file, text] of wrong) write(file, text);
    told = plan();
  });
  test.each(wrong)("%s", (_, _file, _text, said) => expect(told.said).toMatch(said));
  test("and the check fails", () => expect(told.status).toBeGreaterThanOrEqual(wrong.length));
});

test("the plan has no circle: a room imports rooms that stand before it", () => {
  const { rooms } = require(join(root, "tools/plan/rules.js")) as { rooms: { room: string; may: string[] }[] };
  const before: string[] = [];
  for (const { room, may } of rooms) {
    for (const other of may)
      expect([
        room,
        other,
        before.some((one) => one === other || other.startsWith(`${one}/`) || one.startsWith(`${other}/`)),
      ]).toEqual([room, other, true]);
    before.push(room);
  }
});
