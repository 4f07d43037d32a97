import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocuments, readToolJson } from "../../lib/policy";

const folder = mkdtempSync(join(tmpdir(), "agentid-tool-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "plan.json");
const plan = { planned_values: { root_module: {} }, configuration: {} };
const text = JSON.stringify({ ...plan, who: "Zürich" });

test.each([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16, as PowerShell writes it", Buffer.from(`\uFEFF${text}`, "utf16le")],
])("what a tool printed is read in %s", (_what, bytes) => {
  writeFileSync(file, bytes);
  expect(readToolJson(file)).toMatchObject({ who: "Zürich" });
  expect(readDocuments(file)).toHaveLength(1);
});

test("what is no JSON is told with its file", () => {
  writeFileSync(file, "Error: no plan");
  expect(() => readToolJson(file)).toThrow(/plan\.json is not JSON/);
});
