import type { Content } from "../content";
import type { Item } from "../kinds/item";
import type { Problem } from "../problem";
import type { Path } from "../source-file";
import type { Check } from "./context";

/** Names and ids that Azure keys resources by: two of the same would silently overwrite each other. */
export const checkUniqueness: Check = ({ content }) => [
  ...unique(content.tables, ["name"], "table", (t) => t.name),
  ...unique(content.workspaceTransforms, ["table"], "workspace transform", (t) => t.table),
  ...unique(content.functions, ["name"], "function", (f) => f.name),
  ...unique(content.watchlists, ["alias"], "watchlist", (w) => w.alias),
  ...unique(content.detections, ["id"], "rule id", (d) => d.id),
  ...unique(content.detections, ["name"], "rule name", (d) => d.name),
  ...unique(content.hunting, ["id"], "hunting query id", (h) => h.id),
  ...unique(content.hunting, ["name"], "hunting query", (h) => h.name),
  ...unique(content.workbooks, ["title"], "workbook", (w) => w.title),
  ...unique(content.playbooks, ["id"], "playbook", (p) => p.id),
  ...unique(content.playbooks, ["name"], "playbook name", (p) => p.name),
  ...streams(content),
  ...ruleFiles(content),
];

function unique<T>(items: readonly Item<T>[], path: Path, what: string, keyOf: (data: T) => string): Problem[] {
  const first = new Map<string, string>();
  return items.flatMap(({ data, source }) => {
    const key = keyOf(data);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, source.file);
    return earlier === undefined
      ? []
      : [source.problem(path, "content/duplicate", `${what} "${key}" is already declared in ${earlier}`)];
  });
}

function streams(content: Content): Problem[] {
  const first = new Map<string, string>();
  return content.tables.flatMap(({ data, source }) =>
    (data.streams ?? []).flatMap((stream, i) => {
      const earlier = first.get(stream.name);
      if (earlier === undefined) first.set(stream.name, source.file);
      return earlier === undefined
        ? []
        : [
            source.problem(
              ["streams", i, "name"],
              "content/duplicate",
              `stream "${stream.name}" is already declared in ${earlier}`,
            ),
          ];
    }),
  );
}

/** Playbooks and commands name rules by file, whatever the folder. */
function ruleFiles(content: Content): Problem[] {
  return content.detections.flatMap((item, i) => {
    const earlier = content.detections.slice(0, i).find((d) => d.name === item.name);
    return earlier
      ? [
          item.source.problem(
            [],
            "content/duplicate",
            `a rule file of this name exists already: ${earlier.source.file}`,
          ),
        ]
      : [];
  });
}
