import { type Limit, limitGroups, type Source, sources } from "../../lib/limits";

/** `docs/limits.md`: every limit that is checked, where it is written down, and where it bites us. */
export function limitsPage(): string {
  const groups: [string, Readonly<Record<string, Limit>>][] = Object.entries(limitGroups);
  return `${[
    "# Limits",
    "",
    "What the services refuse, cut or drop, as far as their documentation and those who met it say. Written by",
    "`npm run limits` from `lib/limits/table/`; do not edit it. Content is held to all of it by `agentid validate`, whoever",
    "uses the constructs with content of their own by synthesis; both tell the code in the first column. The functions in",
    "`lib/limits` take plain values in the shape of Azure Resource Manager, for whoever checks something else.",
    "",
    ...groups.flatMap(([title, limits]) => [...section(title, limits), ""]),
    "## Sources",
    "",
    "Dates are the pages' own. What is reported was met by others, what the provider holds is refused before Azure is asked.",
    "",
    ...Object.values(sources).map(
      (source: Source) => `- [${source.title}](${source.url})${source.date ? `, ${source.date}` : ""}`,
    ),
  ].join("\n")}\n`;
}

const section = (title: string, limits: Readonly<Record<string, Limit>>): string[] => [
  `## ${title}`,
  "",
  "| code | what | limit | source | here |",
  "|---|---|---|---|---|",
  ...Object.entries(limits).map(
    ([id, limit]) => `| \`${id}\` | ${limit.what} | ${boundOf(limit)} | ${sourceOf(limit)} | ${limit.here} |`,
  ),
];

/** Words as they are written; stars and brackets mean something else in Markdown. */
const inCode = (value: number | string) => (typeof value === "string" ? `\`${value}\`` : value);

function boundOf({ value, unit }: Limit): string {
  const values = typeof value === "object" ? value.map(inCode) : [value];
  const text = values
    .map((one) => (typeof one === "number" && one >= 10_000 ? one.toLocaleString("en-US") : one))
    .join(", ");
  return unit === undefined ? text : `${text} ${unit}`;
}

function sourceOf({ source, certainty }: Limit): string {
  const { title, url }: Source = sources[source];
  return `[${title}](${url})${certainty === "documented" ? "" : `, ${certainty === "reported" ? "reported" : "held by the provider"}`}`;
}
