import type { YAMLException } from "js-yaml";
import { jsYaml } from "./js-yaml";
import type { MappingNode, YamlNode } from "./node";
import type { YamlProblem } from "./problem";
import type { Tree } from "./tree";

/** A problem before its offset is a place. */
export type Found = Pick<YamlProblem, "kind" | "message"> & { readonly offset: number };

/** Nodes that aliases may add to those that are written. */
const mostAdded = 1_000_000;

/** What is wrong with a text whose every node can be read. */
export function problemsOf(text: string, tree: Tree): Found[] {
  const { root, second, endless, written } = tree;
  const found: Found[] = root ? [...repeatedKeys(text, root), ...thousands(text, root)] : [];
  if (second !== undefined)
    found.push({ kind: "not-well-formed", offset: second, message: "a second document begins; write one to a file" });
  for (const offset of endless)
    found.push({ kind: "aliases", offset, message: "an alias stands in what it refers to, which has no end" });
  if (root && root.size - written > mostAdded)
    found.push({ kind: "aliases", offset: root.start, message: `aliases multiply ${written} values to ${root.size}` });
  return found;
}

/** What the parser refused, as a problem; what is none of its refusals is thrown on. */
export function refusal(error: unknown): Found {
  if (!(error instanceof jsYaml().YAMLException)) throw error;
  const { reason, mark } = error as YAMLException;
  const message = reason.startsWith("tab characters") ? `${reason}; write blanks` : reason;
  return { kind: "not-well-formed", offset: mark?.position ?? 0, message };
}

/** Numbers that say a thousand where it is written with a point, and one in YAML. */
function thousands(text: string, root: YamlNode): Found[] {
  const { getScalarValue, SCALAR_STYLE } = jsYaml();
  const found: Found[] = [];
  const waiting: YamlNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === "sequence") waiting.push(...node.items);
    else if (node.kind === "mapping") {
      waiting.push(...node.entries.flatMap(({ value }) => value ?? []));
      found.push(...commas(text, node));
    } else if (node.kind === "scalar" && node.event.style === SCALAR_STYLE.PLAIN) {
      const [written, whole] = /^([1-9]\d{0,2})\.000$/.exec(getScalarValue(text, node.event)) ?? [];
      if (written !== undefined)
        found.push({
          kind: "not-well-formed",
          offset: node.start,
          message: `${written} is the number ${whole}; write ${whole}000, or ${whole}`,
        });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

/** `{ a: 2,000 }` is two items, of which the second is a key without a value. */
function commas(text: string, { entries }: MappingNode): Found[] {
  const { getScalarValue } = jsYaml();
  const plain = (node: YamlNode | undefined) => (node?.kind === "scalar" ? getScalarValue(text, node.event) : "");
  return entries.flatMap(({ key, value }, i) => {
    const [before, digits] = [plain(entries[i - 1]?.value), plain(key)];
    if (!/^\d{3}$/.test(digits) || plain(value) !== "" || !/^[1-9]\d{0,2}$/.test(before)) return [];
    const message = `${before},${digits} is the number ${before} and the key ${digits}; write ${before}${digits}`;
    return [{ kind: "not-well-formed" as const, offset: key.start, message }];
  });
}

function repeatedKeys(text: string, root: YamlNode): Found[] {
  const { getScalarValue } = jsYaml();
  const found: Found[] = [];
  const waiting: YamlNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === "sequence") waiting.push(...node.items);
    if (node.kind !== "mapping") continue;
    const known = new Set<string>();
    for (const { key, value } of node.entries) {
      if (value) waiting.push(value);
      if (key.kind !== "scalar") continue;
      const name = getScalarValue(text, key.event);
      if (known.has(name))
        found.push({
          kind: "duplicate-key",
          offset: key.start,
          message: `the key ${JSON.stringify(name)} is not unique`,
        });
      known.add(name);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}
