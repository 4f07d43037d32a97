import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { guid, loaded } from "./support";

/** As much of a JSON Schema as names keys. */
interface Keyed {
  readonly properties?: Readonly<Record<string, Keyed>>;
  readonly items?: Keyed;
  readonly anyOf?: readonly Keyed[];
  readonly oneOf?: readonly Keyed[];
}

/** Every key of a tenant's file, as the way to it; `[]` stands for an item of a list. */
function keysOf(schema: Keyed, way: readonly string[] = []): string[][] {
  const alternatives = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return alternatives.flatMap(({ properties = {}, items }) => [
    ...Object.entries(properties).flatMap(([key, below]) => [[...way, key], ...keysOf(below, [...way, key])]),
    ...(items ? keysOf(items, [...way, "[]"]) : []),
  ]);
}

const schema: Keyed = JSON.parse(readFileSync(join(packageRoot(), "schemas/tenant.schema.json"), "utf8"));
const ways = keysOf(schema);

/** Two letters in the middle swapped, or the last one typed twice. */
function misspelt(key: string): string {
  const at = Math.floor(key.length / 2);
  const swapped = key.slice(0, at - 1) + key[at] + key[at - 1] + key.slice(at + 1);
  return key.length < 4 || swapped === key ? key + key.at(-1) : swapped;
}

/** The flow form of a file with this key in it. */
const holding = (way: readonly string[], value: string): string =>
  way.reduceRight((inside, key) => (key === "[]" ? `[${inside}]` : `{ ${key}: ${inside} }`), value);

test("there are keys at every depth", () => {
  expect(ways.length).toBeGreaterThan(90);
  expect(Math.max(...ways.map((way) => way.length))).toBeGreaterThan(4);
});

test.each(ways.map((way) => [way.join("."), way] as const))("a typo in %s is told with what is meant", (_way, way) => {
  const key = way.at(-1)!;
  const wrong = misspelt(key);
  const [first, ...rest] = [...way.slice(0, -1), wrong];
  const place = `${first}: ${rest.length > 0 ? holding(rest, "x") : "x"}\n`;
  const text = `tenantId: ${guid("11")}\n${place}`;
  const { told } = loaded({ "acme.yaml": text });
  const column = place.indexOf(wrong) + 1;
  expect(told).toContainEqual(
    expect.stringMatching(`^acme\\.yaml:2:${column} schema/unknown-key .*"${wrong}".*mean "${key}"`),
  );
});
