import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ContentError, readText } from "../../lib/content";

const folder = mkdtempSync(join(tmpdir(), "agentid-text-"));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (bytes: Buffer | string) => {
  const path = join(folder, "a.yaml");
  writeFileSync(path, bytes);
  return path;
};
const wide = Buffer.from("name: contoso\n", "utf16le");

function refusal(path: string): string {
  try {
    return `read: ${readText(path, "a.yaml")}`;
  } catch (error) {
    return (error as ContentError).message;
  }
}

test.each<[string, Buffer | string, string]>([
  ["with a byte order mark", "\uFEFFname: contoso", "name: contoso"],
  ["of Windows' lines", "a: 1\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n"],
  ["with letters of all languages", "name: Zürich 東京 🤖 \uFFFD", "name: Zürich 東京 🤖 \uFFFD"],
  ["without anything", "", ""],
])("a file %s is read", (_what, bytes, text) => {
  expect(readText(written(bytes))).toBe(text);
});

test.each<[string, Buffer, string]>([
  [
    "UTF-16 with its mark",
    Buffer.concat([Buffer.from([0xff, 0xfe]), wide]),
    "1:1 error file/encoding the file is UTF-16",
  ],
  [
    "UTF-16 of the other order",
    Buffer.from(Buffer.concat([Buffer.from([0xff, 0xfe]), wide])).swap16(),
    "1:1 error file/encoding the file is UTF-16",
  ],
  [
    "UTF-16 without a mark",
    wide,
    "1:1 error file/encoding the file is UTF-16, and UTF-8 is read\n    save it as UTF-8",
  ],
  [
    "Windows-1252",
    Buffer.from("a: 1\nname: Z\u00fcrich\n", "latin1"),
    "2:8 error file/encoding a byte here is no UTF-8",
  ],
  ["Windows-1252 at a line's end", Buffer.from("\u00e9a: caf\u00e9", "latin1"), "1:1 error file/encoding"],
  ["a cut character", Buffer.from([0x61, 0xc3]), "1:2 error file/encoding"],
])("a file of %s is refused where it begins to be", (_what, bytes, message) => {
  expect(refusal(written(bytes))).toContain(`a.yaml:${message}`);
});

test("what is no file is told", () => {
  const path = (name: string) => join(folder, name);
  mkdirSync(path("folder.yaml"));
  symlinkSync(path("nowhere"), path("dangling.yaml"));
  symlinkSync(path("circle.yaml"), path("circle.yaml"));
  expect(refusal(path("folder.yaml"))).toContain(
    "a.yaml:1:1 error file/unreadable it is a folder, where a file is read",
  );
  expect(refusal(path("dangling.yaml"))).toContain("a.yaml:1:1 error file/unreadable there is no such file");
  expect(refusal(path("circle.yaml"))).toContain("file/unreadable its links lead in a circle");
});
