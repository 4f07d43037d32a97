import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const manifestName = "manifest.json";

interface Manifest {
  readonly version: string;
  readonly stacks: Readonly<Record<string, unknown>>;
}

/**
 * Has stacks written in parts, each into a folder of its own, and moves them to where they belong when all are: where one fails, what was
 * there stays as it was.
 * @param write hands out folders for parts, and is done when all of them are written
 */
export async function inParts(outdir: string, write: (folder: () => string) => Promise<void>): Promise<void> {
  mkdirSync(outdir, { recursive: true });
  const place = mkdtempSync(join(outdir, ".parts-"));
  try {
    const parts: string[] = [];
    await write(() => {
      const folder = join(place, String(parts.length));
      mkdirSync(folder);
      parts.push(folder);
      return folder;
    });
    for (const part of parts) moveStacks(part, outdir);
    writeManifest(parts, outdir);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** What is beside a stack and was not written with it, such as a state, stays. */
function moveStacks(part: string, outdir: string): void {
  for (const stack of readdirSync(join(part, "stacks"))) {
    const [from, to] = [join(part, "stacks", stack), join(outdir, "stacks", stack)];
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) {
      if (existsSync(join(to, name))) rmSync(join(to, name), { recursive: true });
      renameSync(join(from, name), join(to, name));
    }
  }
}

/** As the framework writes it for stacks that it writes at once. */
function writeManifest(parts: readonly string[], outdir: string): void {
  const all = parts.map((part) => JSON.parse(readFileSync(join(part, manifestName), "utf8")) as Manifest);
  const entries = all.flatMap((one) => Object.entries(one.stacks)).sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = { stacks: Object.fromEntries(entries), version: all[0]!.version };
  // The framework breaks the line in an empty list.
  const text = JSON.stringify(manifest, undefined, 2).replace(/^( *)(.*)\[\]/gm, "$1$2[\n$1]");
  writeFileSync(join(outdir, manifestName), text);
}
