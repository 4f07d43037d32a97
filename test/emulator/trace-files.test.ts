import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { inputFolder } from "../../lib/emulator";
import { temporaryFolder } from "../../packages/agent-telemetry/test/support";
import { emitterSpans } from "../../packages/otlp/test/dialect-spans";
import { requestOf } from "../../packages/otlp/test/emitter-request";

const text = JSON.stringify(requestOf(emitterSpans.slice(0, 1)));

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "otlp"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, "otlp", name), content);
  return folder;
}

test("traces are read whatever their ending of JSON or JSON lines, in any case, packed or not", async () => {
  const folder = folderWith({
    "a.json": text,
    "b.jsonl": `${text}\n${text}\n`,
    "c.JSON": text,
    "d.ndjson": text,
    "e.JSONL.GZ": gzipSync(text),
  });
  let rows = 0;
  for (const source of inputFolder(folder)) for await (const _ of source.rows()) rows++;
  expect(rows).toBe(6);
});

test("a file that is no trace file is named, not passed over", () => {
  expect(() => inputFolder(folderWith({ "a.json": text, "b.txt": "x" }))).toThrow(
    /otlp\/b\.txt is no trace file.*\.jsonl/s,
  );
});
