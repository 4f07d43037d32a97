import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dependenciesOf } from "@sentinel-agent-identities/kql";
import { WorkCache, type WorkKind } from "../../lib/cache";
import { type Content, checkContent, type DetectionItem, packageRoot, readContent } from "../../lib/content";
import { kqlSchemaOf } from "../../lib/content/kql-schema";
import { withContent } from "./support";

/** A cache that tells what had to be made. */
class Watched extends WorkCache {
  readonly asked: { readonly kind: string; readonly text: string }[] = [];

  override remember<T>(kind: WorkKind, parts: readonly string[], make: () => T): T {
    return super.remember(kind, parts, () => {
      this.asked.push({ kind: kind.name, text: parts.at(-1)! });
      return make();
    });
  }
}

const texts = (cache: Watched, kind: string) => cache.asked.filter((one) => one.kind === kind).map(({ text }) => text);

const changed = "AgentBaseline";

/** A rule that calls the function, also through others, one that does not, and all that functions need. */
function twoRules(content: Content): Content {
  const schema = kqlSchemaOf(content);
  const calls = ({ data }: DetectionItem) =>
    dependenciesOf(data.query, schema).functions!.some(({ name }) => name === changed);
  const detections = [content.detections.find(calls)!, content.detections.find((item) => !calls(item))!];
  return { ...content, detections, hunting: [], workbooks: [], playbooks: [], governance: [], connector: undefined };
}

test("a changed function costs the analysis of what calls it, and nothing else", () => {
  const before = twoRules(readContent(packageRoot()));
  const [calling, other] = before.detections;
  const cache = new Watched();
  checkContent(before, cache);
  cache.asked.length = 0;
  checkContent(before, cache);
  expect(texts(cache, "analyses")).toEqual([]);

  const functions = before.functions.map((item) =>
    item.data.name === changed ? { ...item, data: { ...item.data, query: `${item.data.query}\n` } } : item,
  );
  checkContent({ ...before, functions }, cache);
  const again = texts(cache, "analyses");
  expect(again).toContain(calling!.data.query);
  expect(again).not.toContain(other!.data.query);
});

test("a file that did not change is not parsed again, and still knows its places", () => {
  const cache = new Watched();
  const file = "pipeline/watchlists/AgentPolicy.yaml";
  const text = readFileSync(join(packageRoot(), file), "utf8");
  withContent({}, (root) => {
    readContent(root, cache);
    expect(texts(cache, "documents")).toContain(text);
    cache.asked.length = 0;
    writeFileSync(join(root, file), `${text}# a comment\n`);
    const content = readContent(root, cache);
    expect(texts(cache, "documents")).toEqual([`${text}# a comment\n`]);
    const { source } = content.tables[0]!;
    const lines = source.text.split("\n");
    const line = lines.findIndex((one) => one.startsWith("columns:")) + 1;
    expect(source.locateKey(["columns"])).toEqual({ line, column: 1 });
  });
});
