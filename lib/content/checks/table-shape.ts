import type { TableItem } from "../kinds/table";
import type { Problem } from "../problem";
import { suggestFrom } from "../suggest";
import { streamColumnTypes } from "../vocabulary";
import type { Check } from "./context";

/** Tables and streams that Azure Monitor would refuse at creation. */
export const checkTableShape: Check = ({ content }) =>
  content.tables.flatMap((item) => [...tableProblems(item), ...disputedProblems(item, content.tables)]);

/** Rows that go to another table need its columns there, and columns that say who sent them. */
function disputedProblems({ data, source }: TableItem, tables: readonly TableItem[]): Problem[] {
  const { disputed, streams = [], columns } = data;
  if (disputed === undefined) return [];
  const report = (path: (string | number)[], message: string, suggestion: string) =>
    source.problem(path, "table/disputed", message, { suggestion });
  const other = tables.find((table) => table.data.name === disputed)?.data;
  if (!other)
    return [
      report(
        ["disputed"],
        `there is no table "${disputed}"`,
        suggestFrom(
          disputed,
          tables.map((table) => table.data.name),
        ),
      ),
    ];
  const signature = (list: TableItem["data"]["columns"]) => list.map(({ name, type }) => `${name} ${type}`);
  const theirs = signature(other.columns);
  const differing = [...signature(columns), ...theirs].find(
    (column) => !theirs.includes(column) || !signature(columns).includes(column),
  );
  return [
    ...(differing === undefined
      ? []
      : [report(["disputed"], `${disputed} has other columns: ${differing}`, `give both the same columns`)]),
    ...streams.flatMap(({ name, columns: own, transformKql }, i) => {
      const stamped = own.filter((column) => column.stamped).map((column) => column.name);
      const missing = ["SenderId", "SenderStanding"].find((column) => !stamped.includes(column));
      if (missing)
        return [
          report(
            ["streams", i, "columns"],
            `rows of ${name} do not say who sent them`,
            `add { name: ${missing}, type: string, stamped: true }`,
          ),
        ];
      return /^\s*source\b/.test(transformKql)
        ? []
        : [
            report(
              ["streams", i, "transformKql"],
              `the stamp goes behind source, and the transform of ${name} does not begin with it`,
              "begin the transform with source",
            ),
          ];
    }),
  ];
}

function tableProblems(item: TableItem): Problem[] {
  const { data, source } = item;
  const problems: Problem[] = [];
  if (!data.columns.some((c) => c.name === "TimeGenerated" && c.type === "datetime")) {
    problems.push(
      source.problem(["columns"], "table/time-generated", `${data.name} has no column TimeGenerated of type datetime`, {
        suggestion: "add { name: TimeGenerated, type: datetime } as the first column",
      }),
    );
  }
  problems.push(...planProblems(item));
  problems.push(...duplicates(item, ["columns"], data.columns));
  if (
    data.retentionInDays !== undefined &&
    data.totalRetentionInDays !== undefined &&
    data.totalRetentionInDays < data.retentionInDays
  ) {
    problems.push(
      source.problem(
        ["totalRetentionInDays"],
        "table/retention",
        `the total retention (${data.totalRetentionInDays}) is shorter than the interactive one (${data.retentionInDays})`,
      ),
    );
  }
  data.streams?.forEach((stream, s) => {
    problems.push(...duplicates(item, ["streams", s, "columns"], stream.columns));
    stream.columns.forEach((column, i) => {
      if (!(streamColumnTypes as readonly string[]).includes(column.type)) {
        problems.push(
          source.problem(
            ["streams", s, "columns", i, "type"],
            "stream/column-type",
            `a stream has no type ${column.type}`,
            {
              suggestion: `declare ${column.name} as string and convert it in the transform with to${column.type}()`,
            },
          ),
        );
      }
    });
  });
  return problems;
}

/** What only Analytics tables have. */
function planProblems({ data, source }: TableItem): Problem[] {
  if (data.plan === "Analytics" || data.retentionInDays === undefined) return [];
  return [
    source.problem(["retentionInDays"], "table/plan", `the ${data.plan} plan has an interactive retention of its own`, {
      atKey: true,
      suggestion: "set totalRetentionInDays alone",
    }),
  ];
}

function duplicates(item: TableItem, path: (string | number)[], columns: readonly { name: string }[]): Problem[] {
  return columns.flatMap((column, i) =>
    columns.findIndex((c) => c.name === column.name) < i
      ? [
          item.source.problem(
            [...path, i, "name"],
            "table/duplicate-column",
            `column "${column.name}" is declared twice`,
          ),
        ]
      : [],
  );
}
