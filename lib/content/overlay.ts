import type { Content } from "./content";
import { detectionTable, detectionTableQuery } from "./detection-table";
import { assertNoErrors, type Problem } from "./problem";
import { riskTable, riskTableQuery } from "./risk-table";
import type { SourceFile } from "./source-file";

interface Named {
  readonly source: SourceFile;
}

/** What tells items of a kind apart. */
const keys: {
  readonly [Kind in Exclude<keyof Content, "connector">]: (item: Content[Kind][number]) => readonly string[];
} = {
  tables: ({ data }) => [data.name],
  workspaceTransforms: ({ data }) => [data.table],
  functions: ({ data }) => [data.name],
  summaries: ({ data }) => [data.name],
  watchlists: ({ data }) => [data.alias],
  detections: ({ name, data }) => [name, data.id],
  hunting: ({ name, data }) => [name, data.id],
  workbooks: ({ name }) => [name],
  playbooks: ({ data }) => [data.id, data.name],
  governance: ({ data }) => [data.name],
};

/**
 * A project's own content beside that of a package: own items come last, so that what the package deploys stays as it is.
 * @throws ContentError for an item that the package has, too
 */
export function overlaid(base: Content, own: Content): Content {
  const problems: Problem[] = [];
  if (own.connector && base.connector) problems.push(taken(own.connector.source, "connector", own.connector.data.id));
  const kinds = Object.keys(keys) as (keyof typeof keys)[];
  const joined = kinds.map((kind) => {
    const keyOf = keys[kind] as (item: unknown) => readonly string[];
    const known = new Set(base[kind].flatMap((item) => keyOf(item)));
    for (const item of own[kind] as readonly Named[]) {
      const key = keyOf(item).find((one) => known.has(one));
      if (key !== undefined) problems.push(taken(item.source, kind, key));
    }
    return [kind, [...base[kind], ...own[kind]]];
  });
  assertNoErrors(problems);
  return withTables({ connector: base.connector ?? own.connector, ...Object.fromEntries(joined) } as Content, own);
}

/** What playbooks and stories know rules by has the own ones, too: in the package's files it is written from the package's. */
function withTables(content: Content, { detections }: Content): Content {
  if (detections.length === 0) return content;
  const queries = new Map([
    [detectionTable, detectionTableQuery(content)],
    [riskTable, riskTableQuery(content)],
  ]);
  return {
    ...content,
    functions: content.functions.map((item) => {
      const query = queries.get(item.data.name);
      return query === undefined ? item : { ...item, data: { ...item.data, query } };
    }),
  };
}

const taken = (source: SourceFile, kind: string, key: string): Problem =>
  source.problem([], "content/taken", `the package has ${key} among its ${kind} already`, {
    suggestion: "give it a name and an id of its own; what a tenant changes about a rule is in its file, under rules:",
  });
