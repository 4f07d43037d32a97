import { type Column, type Dialect, dialects } from "@sentinel-agent-identities/otlp/dialects";

/** Parts that a column is made of → the column. */
const parts: Readonly<Partial<Record<Column, string>>> = {
  AgentId: "SrcAgentId",
  Arguments: "ArgumentsSha256, ArgumentsLength",
  Result: "ResultLength",
  McpResource: "TargetResourceId",
  StoreSystem: "TargetStore",
  StoreNamespace: "TargetStore",
  StoreOperation: "OperationClass",
  StoreStatement: "OperationClass",
  StoreSummary: "OperationClass, TargetResourceName",
  HttpMethod: "OperationClass",
  HttpStatus: "EventResult",
  UrlPath: "DstUrl",
  RpcSystem: "OperationClass",
  RpcService: "TargetStore",
  RpcMethod: "OperationClass",
  Bucket: "TargetStore",
  MessagingSystem: "TargetStore",
  MessagingDestination: "TargetStore",
  MessagingOperation: "OperationClass",
};
const shownAs = (column: Column): string => parts[column] ?? column;
const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;
const list = (texts: Iterable<string>): string => [...texts].map(code).join(", ");

/** `docs/frameworks.md`. @param words what stands before the tables */
export function frameworksPage(words: string): string {
  return [words.trimEnd(), "", coverage(), "", ...dialects.flatMap(section)].join("\n");
}

const groups: readonly (readonly [string, (dialect: Dialect, columns: ReadonlySet<string>) => string])[] = [
  ["kind", ({ kinds, names }) => (kinds ? "attribute" : names ? "name" : "")],
  ["agent", (_, columns) => how(columns, ["SrcAgentName", "AgentId", "SrcAgentBlueprintId"])],
  ["session", (_, columns) => how(columns, ["EventSessionId", "McpSessionId"])],
  ["tool", (_, columns) => how(columns, ["ToolName", "ToolId"])],
  ["arguments", (_, columns) => how(columns, ["Arguments", "Result"])],
  ["model", (_, columns) => how(columns, ["ModelName", "ModelProviderName"])],
  ["tokens", (_, columns) => how(columns, ["InputTokensUsed", "OutputTokensUsed"])],
  ["workflow", (_, columns) => how(columns, ["WorkflowName", "WorkflowRunId"])],
  ["store", (_, columns) => how(columns, ["StoreSystem", "DataSourceId", "Bucket", "MessagingSystem"])],
  ["destination", (_, columns) => how(columns, ["DstDomain", "DstUrl"])],
  ["decision", (_, columns) => how(columns, ["DlpVerdict", "DlpPolicyName"])],
  ["target agent", (_, columns) => how(columns, ["TargetAgentName", "TargetAgentId"])],
  ["failure", ({ failures }, columns) => (failures || columns.has("EventOriginalErrorType") ? "attribute" : "")],
];

const how = (columns: ReadonlySet<string>, wanted: readonly Column[]): string =>
  wanted.some((column) => columns.has(column)) ? "attribute" : "";

/** Every dialect, and which groups of columns it names itself; all others are read by OpenTelemetry's names. */
function coverage(): string {
  const rows = dialects.map((dialect) => {
    const columns = new Set([
      ...Object.values(dialect.columns ?? {}),
      ...Object.values(dialect.onKind ?? {}).flatMap((held) => Object.values(held)),
      ...Object.values(dialect.members ?? {}).flatMap((held) => Object.values(held)),
    ]);
    const named = new Set<string>(
      [dialect.nameHolds, dialect.wholeName, dialect.scoped?.before].flatMap((held) => Object.values(held ?? {})),
    );
    return groups.map(([group, found]) => {
      const own = found(dialect, columns);
      if (own !== "") return own;
      return (group === "agent" && named.has("SrcAgentName")) || (group === "tool" && named.has("ToolName"))
        ? "name"
        : "";
    });
  });
  return [
    `| framework | ${groups.map(([group]) => group).join(" | ")} |`,
    `|---|${groups.map(() => "---").join("|")}|`,
    ...dialects.map(({ name }, i) => `| ${name} | ${rows[i]!.join(" | ")} |`),
  ].join("\n");
}

function section({
  name,
  source,
  columns = {},
  kinds = {},
  names = {},
  onKind = {},
  nameHolds = {},
  failures = {},
  kindEndings = {},
  kindBeginnings = {},
  kindMembers = {},
  namesBegin = {},
  members = {},
  verdicts = {},
  wholeName = {},
  scoped,
  spans = {},
}: Dialect) {
  const lines = [`## ${name}`, "", `Source: ${source}`, ""];
  const byColumn = new Map<string, string[]>();
  const add = (column: Column, attribute: string) => {
    const shown = shownAs(column);
    byColumn.set(shown, [...(byColumn.get(shown) ?? []), attribute]);
  };
  for (const [attribute, column] of Object.entries(columns)) add(column, code(attribute));
  for (const [kind, held] of Object.entries(onKind))
    for (const [attribute, column] of Object.entries(held)) add(column, `${code(attribute)} (${kind})`);
  for (const [attribute, held] of Object.entries(members))
    for (const [member, column] of Object.entries(held)) add(column, `${code(attribute)} (its member ${code(member)})`);
  for (const [kind, column] of Object.entries(nameHolds)) add(column, `rest of the span's name (${kind})`);
  for (const [kind, column] of Object.entries(wholeName)) add(column, `the span's name (${kind})`);
  for (const [kind, column] of Object.entries(scoped?.before ?? {}))
    add(column, `the span's name up to its first dot (${kind})`);
  for (const [span, { holds = {}, denies }] of Object.entries(spans)) {
    for (const [attribute, column] of Object.entries(holds)) add(column, `${code(attribute)} (${code(span)})`);
    if (denies !== undefined) add("DlpVerdict", `${code(denies)}: true is deny (${code(span)})`);
  }
  const rows = [...byColumn].map(([column, attributes]) => `| ${column} | ${attributes.join(", ")} |`);
  for (const [attribute, words] of Object.entries(kinds)) {
    const byKind = byKindOf(words);
    const member = kindMembers[attribute];
    const said = member === undefined ? code(attribute) : `${code(attribute)} (its member ${code(member)})`;
    for (const [kind, of] of byKind) rows.push(`| EventType ${kind} | ${said}: ${list(of)} |`);
  }
  for (const [attribute, words] of Object.entries(kindEndings))
    for (const [kind, of] of byKindOf(words))
      rows.push(`| EventType ${kind} | ${code(attribute)} ends in ${list(of)} |`);
  for (const [attribute, words] of Object.entries(kindBeginnings))
    for (const [kind, of] of byKindOf(words))
      rows.push(`| EventType ${kind} | ${code(attribute)} begins with ${list(of)} |`);
  const byName = byKindOf(names);
  for (const [kind, of] of byName) rows.push(`| EventType ${kind} | span's name: ${list(of)} |`);
  for (const [kind, of] of byKindOf(Object.fromEntries(Object.entries(spans).map(([name, { kind }]) => [name, kind]))))
    rows.push(`| EventType ${kind} | span's whole name: ${list(of)} |`);
  for (const [kind, of] of byKindOf(namesBegin))
    rows.push(`| EventType ${kind} | span's name begins with ${list(of)} |`);
  for (const [kind, of] of byKindOf(scoped?.endings ?? {}))
    rows.push(
      `| EventType ${kind} | span's name ends in ${list(of)}, in a scope that begins with ${list(scoped!.scopes)} |`,
    );
  for (const [attribute, words] of Object.entries(verdicts))
    for (const [verdict, of] of byKindOf(words))
      rows.push(`| DlpVerdict ${verdict} | ${code(attribute)}: ${list(of)} |`);
  for (const [attribute, values] of Object.entries(failures))
    rows.push(`| EventResult Failure | ${code(attribute)}: ${list(values)} |`);
  return [...lines, "| column | how |", "|---|---|", ...rows, ""];
}

function byKindOf(words: Readonly<Record<string, string>>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [word, kind] of Object.entries(words)) found.set(kind, [...(found.get(kind) ?? []), word]);
  return found;
}
