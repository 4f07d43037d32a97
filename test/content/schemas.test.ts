import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readYaml } from "@sentinel-agent-identities/yaml";
import Ajv from "ajv";
import { packageRoot } from "../../lib/content";
import { publishedSchemas } from "../../tools/published-schemas";

const root = packageRoot();
const folder = join(root, "schemas");

/** Content and tenant files with the schema that their first line names. */
const files = ["pipeline", "detections", "workbooks", "playbooks", "tenants"]
  .flatMap((name) => readdirSync(join(root, name), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => {
    const text = readFileSync(path, "utf8");
    const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1];
    return {
      file: relative(root, path),
      data: readYaml(text) as object,
      schema: named && join(dirname(path), named),
    };
  });

/** Compiles a published schema the way an editor does: unknown keywords are ignored. */
const compile = (path: string) => new Ajv({ strict: false }).compile(JSON.parse(readFileSync(path, "utf8")));

test.each([...publishedSchemas()])("%s is as the loaders use it (npm run schemas)", (file, text) => {
  expect(readFileSync(join(folder, file), "utf8")).toBe(text);
});

test.each(files)("$file names a published schema and keeps to it", ({ data, schema }) => {
  expect(schema).toBeDefined();
  expect(existsSync(schema!)).toBe(true);
  const validate = compile(schema!);
  validate(data);
  expect(validate.errors).toBeNull();
  expect(validate({ ...data, colour: "red" })).toBe(false);
});

test.each([...publishedSchemas()])("%s is a draft-07 schema without keywords of our own", (file, text) => {
  expect(text).not.toContain("x-message");
  expect(JSON.parse(text)).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#", $id: file });
  expect(new Ajv({ strict: false }).validateSchema(JSON.parse(text))).toBe(true);
});
