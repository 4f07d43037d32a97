import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { detectionIds, packageRoot } from "../../lib/content";
import { shipped } from "../shared/content";

const pages = ["", "docs"].flatMap((folder) =>
  readdirSync(join(packageRoot(), folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

/** What pages call things, and what there is. */
const kinds: readonly [what: string, named: RegExp, known: readonly string[]][] = [
  ["detection", /\b(AIC-\d{3})\b/g, detectionIds(shipped)],
  ["function", /(?<!new )\b(Agent[A-Z]\w+)\(/g, shipped.functions.map(({ data }) => data.name)],
  ["table", /\b(Agent\w+_CL)\b/g, shipped.tables.map(({ data }) => data.name)],
  [
    "playbook",
    /`(agentid-(?:freeze|quarantine|remove|pause|enrich|unfreeze|notify|resume|ask)[\w-]*)/g,
    shipped.playbooks.map(({ data }) => data.name),
  ],
];

const named = pages.flatMap((page) => {
  const text = readFileSync(join(packageRoot(), page), "utf8");
  return kinds.map(([what, pattern, known]) => ({
    page,
    what,
    known,
    names: [...text.matchAll(pattern)].map(([, name]) => name!),
  }));
});

test.each(kinds.map(([what]) => what))("pages name every kind of thing: %s", (what) => {
  expect(named.filter((one) => one.what === what).flatMap(({ names }) => names).length).toBeGreaterThan(5);
});

test.each(named.filter(({ names }) => names.length > 0))("$page names a $what that there is", ({ names, known }) => {
  expect([...new Set(names)].filter((name) => !known.includes(name))).toEqual([]);
});
