import { checkIngestTransform, compile, type Diagnostic, KqlAnalyzer, KqlUnsupportedError } from "../src";

const analyzer = new KqlAnalyzer({
  tables: [
    {
      name: "Events",
      columns: [
        { name: "TimeGenerated", type: "datetime" },
        { name: "AgentId", type: "string" },
        { name: "Bytes", type: "long" },
        { name: "Score", type: "real" },
        { name: "Details", type: "dynamic" },
      ],
    },
    {
      name: "source",
      columns: [
        { name: "TimeGenerated", type: "datetime" },
        { name: "Text", type: "string" },
      ],
    },
  ],
  functions: [
    { name: "Recent", parameters: "(window:timespan=1h)", body: "Events | where TimeGenerated > ago(window)" },
    { name: "Inventory", body: "Recent(1d) | summarize Seen = count() by AgentId" },
  ],
  lookups: [
    {
      functionName: "_GetWatchlist",
      common: [{ name: "SearchKey", type: "string" }],
      variants: { AgentPolicy: [{ name: "Tier", type: "string" }] },
    },
  ],
});

const errors = (text: string): readonly Diagnostic[] =>
  analyzer.analyze(text).diagnostics.filter(({ severity }) => severity === "error");

describe("diagnostics", () => {
  it.each([
    [
      "an unknown column",
      "Events\n| where AgentIdd == 'a'",
      { code: "KS142", line: 2, column: 9, suggestion: "did you mean AgentId?" },
    ],
    [
      "a column that is not near any",
      "Events | where Zzz == 1",
      { code: "KS142", suggestion: "columns here: TimeGenerated, AgentId, Bytes, Score, Details" },
    ],
    [
      "a column dropped by summarize",
      "Events | summarize count() by AgentId | where Bytes > 1",
      { code: "KS142", suggestion: "columns here: AgentId, count_" },
    ],
    ["an unknown table", "Event | count", { code: "KS204", line: 1, column: 1, suggestion: "did you mean Events?" }],
    [
      "an unknown function",
      "Events | extend x = tolowr(AgentId)",
      { code: "KS211", suggestion: "did you mean tolower?" },
    ],
    ["a misspelled operator", "Events | summarise count()", { code: "KS176", suggestion: "did you mean summarize?" }],
    ["types that do not fit", "Events | where Bytes has 'x'", { code: "KS106", column: 22 }],
    ["a window function on unordered rows", "Events | extend p = prev(Bytes)", { code: "KQ001", column: 21 }],
    [
      "extract_all without a group",
      "Events | extend x = extract_all('a', AgentId)",
      { code: "KQ002", suggestion: "write (a)" },
    ],
    ["iff with mixed types", "Events | extend x = iff(Bytes > 1, 'a', 2)", { code: "KQ003" }],
    ["a format that is none", "Events | extend x = format_datetime(TimeGenerated, 'yyyy T')", { code: "KQ005" }],
    [
      "a day's name, which Kusto has not",
      "Events | extend x = format_datetime(TimeGenerated, 'dddd')",
      { code: "KQ005" },
    ],
    ["a year of three digits", "Events | extend x = format_datetime(TimeGenerated, 'yyy-MM')", { code: "KQ005" }],
    ["arithmetic between dynamic values", "Events | extend x = Details.a * Details.b", { code: "KQ006" }],
  ])("%s", (_name, text, expected) => {
    expect(errors(text)[0]).toMatchObject(expected);
  });

  it("gives a hint where a table is read without a time filter", () => {
    expect(analyzer.analyze("Events | where Bytes > 1").diagnostics).toMatchObject([
      { code: "KQ004", severity: "info" },
    ]);
    expect(analyzer.analyze("Events | where TimeGenerated > ago(1d)").diagnostics).toEqual([]);
  });

  it("accepts window functions on ordered rows and count(expression)", () => {
    expect(errors("Events | sort by TimeGenerated asc | where Bytes > 1 | extend p = prev(Bytes)")).toEqual([]);
    expect(errors("Events | summarize count(Bytes)")).toEqual([]);
  });

  it("places findings in the file that the query was taken from", () => {
    const source = { file: "rule.yaml", locate: (offset: number) => ({ line: 10, column: 5 + offset }) };
    expect(analyzer.analyze("Events | where Nope == 1", source).diagnostics[0]).toMatchObject({
      file: "rule.yaml",
      line: 10,
      column: 20,
    });
  });
});

describe("an analysis", () => {
  it("knows columns, tables, functions and look-ups, also through functions", () => {
    const analysis = analyzer.analyze(
      "Inventory | join kind=inner _GetWatchlist('AgentPolicy') on $left.AgentId == $right.SearchKey",
    );
    expect(analysis.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
      "AgentId:string",
      "Seen:long",
      "SearchKey:string",
      "Tier:string",
    ]);
    expect(analysis.tables).toEqual(["Events"]);
    expect(analysis.functions).toEqual(["Inventory", "Recent"]);
    expect(analysis.lookups).toEqual([{ functionName: "_GetWatchlist", variant: "AgentPolicy" }]);
  });

  it("can be made against more schema", () => {
    const wider = analyzer.withSchema({ tables: [{ name: "More", columns: [{ name: "x", type: "long" }] }] });
    expect(wider.analyze("More | where x > 1").diagnostics).toEqual([]);
    expect(wider.analyze("Events | where TimeGenerated > ago(1d)").columns).toHaveLength(5);
  });
});

describe("what is not supported", () => {
  it.each([
    [
      "an operator",
      "Events | sort by TimeGenerated asc | scan declare (n:long=0) with (step s: true => n = s.n + 1;)",
      "the operator scan",
      38,
    ],
    ["a plugin", "Events | project Bytes, AgentId | evaluate basket()", "the plugin basket", 35],
    ["a function", "Events | extend h = punycode_to_string(AgentId)", "punycode_to_string()", 21],
    ["a regular expression", "Events | where AgentId matches regex '(?=a)b'", "(?= in a regular expression", 16],
    ["what is none", "print extract('a(b', 0, 'ab')", 'the regular expression "a(b" (unterminated group)', 15],
    [
      "a range of none",
      "print 'b' matches regex '[z-a]'",
      'the regular expression "[z-a]" (range out of order in character class)',
      7,
    ],
    [
      "a regular expression that is too long",
      "print extract('(a{1001})', 1, 'a')",
      'the regular expression "(a{1001})" (more than 1,000 repetitions)',
      15,
    ],
    ["fewer rows than none", "Events | take -1", "a negative number of rows", 15],
    ["fewer rows than none, of the first", "Events | top -2 by Bytes", "a negative number of rows", 14],
  ])("is refused by name and place: %s", (_name, text, construct, column) => {
    const refusal = (): unknown => compile(analyzer.analyze(text));
    expect(refusal).toThrow(KqlUnsupportedError);
    expect(refusal).toThrow(expect.objectContaining({ construct, line: 1, column }));
  });

  it("is placed at the call when it is inside of a function", () => {
    const wider = analyzer.withSchema({
      functions: [{ name: "Hashed", body: "Events | extend h = punycode_to_string(AgentId)" }],
    });
    expect(() => compile(wider.analyze("\nHashed | count"))).toThrow(
      expect.objectContaining({ construct: "punycode_to_string()", line: 2, column: 1 }),
    );
  });
});

describe("the ingest-transform subset", () => {
  const codes = (text: string): string[] => checkIngestTransform(analyzer.analyze(text)).map(({ code }) => code);

  it.each([
    "source | where Text has 'x' | extend a = tolower(Text) | project TimeGenerated, a",
    "source | extend a = iif(Text == 'x', 1, 2), b = parse_json(Text), c = hash_sha256(Text)",
    "source | parse Text with 'a=' a:long ' b=' b | project-away Text | project-rename B = b",
    "let scale = 2; source | extend n = strlen(Text) * scale | where not(n > 3) and Text in ('a', 'b')",
    "source | extend a = columnifexists('Other', ''), t = startofday(TimeGenerated)",
  ])("holds %s", (text) => {
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ["KT001", "source | summarize count() by Text"],
    ["KT001", "source | join source on Text"],
    ["KT001", "source | sort by Text"],
    ["KT001", "source | mv-expand d = parse_json(Text)"],
    ["KT002", "source | where Text in~ ('a')"],
    ["KT002", "source | where Text has_any ('a')"],
    ["KT002", "source | where TimeGenerated between (ago(1d) .. now())"],
    ["KT003", "source | extend a = coalesce(Text, 'x')"],
    ["KT003", "source | extend a = column_ifexists('Text', '')"],
    ["KT004", "source | extend a = dynamic({})"],
    ["KT005", `source | parse Text with ${Array.from({ length: 11 }, (_, n) => `'k${n}=' v${n}`).join(" ")}`],
    ["KT006", "Events | project AgentId"],
    ["KT007", `source | where Text == '${"x".repeat(15_400)}'`],
    ["KT008", "let f = (t:(Text:string), n:long) { t | where strlen(Text) > n }; source | project Text"],
  ])("%s: %s", (code, text) => {
    expect(codes(text)).toContain(code);
  });

  it("names the rule, the allowed operators and what to write instead", () => {
    const [summarize] = checkIngestTransform(analyzer.analyze("source\n| summarize count()"));
    expect(summarize).toMatchObject({
      line: 2,
      column: 3,
      severity: "error",
      suggestion: expect.stringContaining("extend, project"),
    });
    const [iff] = checkIngestTransform(analyzer.analyze("source | extend a = iff(true, 1, 2)"));
    expect(iff).toMatchObject({ severity: "warning", suggestion: "use iif" });
  });
});

describe("fuzzy unions leave out tables that do not exist", () => {
  const declared = "(datatable(TimeGenerated:datetime, AgentId:string)[])";

  test.each([
    ["the last", `union isfuzzy=true ${declared}, (Absent | project TimeGenerated, AgentId = tolower(AgentId))`],
    ["the first", `union isfuzzy=true (Absent | project TimeGenerated, AgentId), ${declared}`],
    ["the middle one", `union isfuzzy=true ${declared}, (Absent | project AgentId), (Events | project AgentId)`],
    ["one in a function", `Optional | project TimeGenerated, AgentId`],
  ])("%s: the other inputs' columns keep their names and types", (_, text) => {
    const optional = {
      name: "Optional",
      body: `let seen = 1d; union isfuzzy=true ${declared}, (Absent | project TimeGenerated, AgentId) | where TimeGenerated > ago(seen)`,
    };
    const analysis = analyzer.withSchema({ functions: [optional] }).analyze(text);
    expect(analysis.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(analysis.columns).toEqual([
      { name: "TimeGenerated", type: "datetime" },
      { name: "AgentId", type: "string" },
    ]);
  });

  test("and says so, at the name", () => {
    expect(analyzer.analyze(`union isfuzzy=true ${declared}, Absent`).diagnostics).toMatchObject([
      { code: "KS205", severity: "warning", line: 1, column: 75 },
    ]);
  });

  test("a column that only the missing table has is unknown", () => {
    expect(errors(`union isfuzzy=true ${declared}, (Absent | project Risk) | where Risk == 'high'`)).toMatchObject([
      { code: "KS142" },
    ]);
  });

  test("what a let statement declares exists", () => {
    const { columns } = analyzer.analyze("let Mine = Events; union isfuzzy=true Mine, Absent | project Bytes");
    expect(columns).toEqual([{ name: "Bytes", type: "long" }]);
  });
});
