import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { type Zippable, zipSync } from "fflate";

/** The deployable function app. */
export interface CollectorPackage {
  /** `collector-<first 16 digits of its SHA-256>.zip` */
  readonly name: string;
  readonly zip: Uint8Array;
}

const root = join(__dirname, "../../..");
/** The earliest that a zip can say: the same sources give the same bytes. */
const mtime = new Date(1980, 0, 1);

/** What the Functions host reads: routes without a prefix, as OTLP has them, and time enough for a large tenant. */
const host = {
  version: "2.0",
  functionTimeout: "00:30:00",
  extensions: { http: { routePrefix: "" } },
  logging: { applicationInsights: { samplingSettings: { isEnabled: true, excludedTypes: "Request;Exception" } } },
};

/** Bundles the function app with everything it needs. The same sources and dependencies give the same bytes. */
export function buildCollector(): CollectorPackage {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ["packages/collector/src/functions/index.ts"],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "none",
    // A module of ECMAScript asks for its own place; in the bundle that is the bundle's.
    define: { "import.meta.url": "bundleUrl" },
    banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
    // The host gives this module itself.
    external: ["@azure/functions-core"],
    write: false,
    logLevel: "error",
  });
  const file = (text: string | Uint8Array) => (typeof text === "string" ? Buffer.from(text) : text);
  const files: Zippable = {
    "host.json": file(JSON.stringify(host)),
    "index.js": file(outputFiles[0]!.contents),
    "package.json": file(JSON.stringify({ name: "collector", private: true, main: "index.js" })),
  };
  // `os: 3` and no extra fields: nothing of this machine is in it.
  const zip = zipSync(files, { mtime, os: 3, attrs: 0o644 << 16, level: 9 });
  const hash = createHash("sha256").update(zip).digest("hex").slice(0, 16);
  return { name: `collector-${hash}.zip`, zip };
}

/**
 * Writes the function app to a folder, in the place of one that was built before.
 * @returns its path
 */
export function writeCollector(folder: string): string {
  const { name, zip } = buildCollector();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  // Under another name until it is whole: two may build at a time.
  const draft = join(folder, `.${process.pid}-${name}`);
  writeFileSync(draft, zip);
  renameSync(draft, path);
  for (const old of readdirSync(folder)) if (/^collector-.*\.zip$/.test(old) && old !== name) rmSync(join(folder, old));
  return path;
}

if (require.main === module) console.log(writeCollector(process.argv[2] ?? join(__dirname, "..", "app")));
