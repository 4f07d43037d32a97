import { once } from "node:events";
import { createReadStream, createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/** The first digits of ids, of whatever kind: GUIDs, traces, digests and their beginnings; a number is none. */
const ids = /(?<![0-9a-f])(?:[0-9a-f]{4}(?=[0-9a-f]{4}-[0-9a-f]{4}-)|(?=[0-9]*[a-f])[0-9a-f]{4}(?=[0-9a-f]{8}))/g;
/** Names of agents, and of what is named after them. */
const names = /-agent(?![a-z])/g;
/** Ids of tokens, which are no hexadecimal digits. */
const tokens = /("(?:UniqueTokenId(?:entifier)?|TokenUniqueId|agent\.token\.uti)":")(?!")/g;

/** Another fleet than the one that a text is of: the same but for its ids and names. Copy 0 is the fleet itself. */
function copyOf(text: string, copy: number): string {
  if (copy === 0) return text;
  const digits = copy.toString(16).padStart(4, "0");
  return text.replace(ids, digits).replace(names, `-agent${copy}`).replace(tokens, `$1${digits}`);
}

/**
 * Writes a fleet that is so many copies of another, side by side in time: to make each of millions of rows anew would take
 * longer than to replay them. Whoever signs cannot be copied: the signature holds for other ids.
 * @param from folder of a fleet
 * @param to an empty folder
 */
export async function writeCopies(from: string, to: string, copies: number): Promise<void> {
  const all = Array.from({ length: copies }, (_, copy) => copy);
  for (const folder of ["telemetry", "watchlists"]) mkdirSync(join(to, folder), { recursive: true });
  for (const name of readdirSync(join(from, "watchlists"))) {
    const [header, ...items] = readFileSync(join(from, "watchlists", name), "utf8")
      .trimEnd()
      .split("\n");
    const lines = new Set(all.flatMap((copy) => items.map((item) => copyOf(item, copy))));
    writeFileSync(join(to, "watchlists", name), `${[header, ...lines].join("\n")}\n`);
  }
  const truth = readFileSync(join(from, "truth.json"), "utf8");
  const attacks = all.flatMap((copy) => JSON.parse(copyOf(truth, copy)) as unknown[]);
  writeFileSync(join(to, "truth.json"), JSON.stringify(attacks));
  for (const name of readdirSync(join(from, "telemetry")))
    await copyFile(join(from, "telemetry", name), join(to, "telemetry", name), all);
}

async function copyFile(from: string, to: string, copies: readonly number[]): Promise<void> {
  const gzip = createGzip({ level: 1 });
  const done = finished(gzip.pipe(createWriteStream(to)));
  for await (const line of createInterface(createReadStream(from).pipe(createGunzip()))) {
    const piece = copies.map((copy) => `${copyOf(line, copy)}\n`).join("");
    if (!gzip.write(piece)) await once(gzip, "drain");
  }
  gzip.end();
  await done;
}
