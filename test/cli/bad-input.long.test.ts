import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleStack } from "../shared/stacks";
import { agentid, contentWith, placeOf, temporaryFolder } from "./support";

const nrtRule = "detections/egress/AIC-046-unauthorised-destination.yaml";
const scheduledRule = "detections/egress/AIC-046-first-seen-destination.yaml";
const table = "pipeline/tables/AgentExecution_CL.yaml";
const tenant = "tenants/contoso.yaml";

/** file, change, text whose place the error must give, what the error must say */
const cases: [name: string, file: string, change: [string, string], at: string, message: RegExp][] = [
  [
    "unknown column in a rule",
    nrtRule,
    ["isnotempty(DstDomain)", "isnotempty(DstDomian)"],
    "DstDomian",
    /KS142 .*DstDomian.*\n.*did you mean.*DstDomain/,
  ],
  ["summarize in a transform", table, ["source\n", "source\n      | summarize count()\n"], "summarize", /summarize.*/],
  [
    "entity mapping to a column the query drops",
    nrtRule,
    ["columnName: SrcAgentId", "columnName: SrcIpAddr"],
    "SrcIpAddr",
    /Account\.AadUserId takes column "SrcIpAddr", which the query does not return/,
  ],
  [
    "misspelled key in a tenant file",
    tenant,
    ["location:", "locaton:"],
    "locaton",
    /unknown key "locaton"\n.*did you mean "location"/,
  ],
  [
    "NRT rule with queryFrequency",
    nrtRule,
    ["kind: NRT", "kind: NRT\nqueryFrequency: 5m"],
    "queryFrequency",
    /an NRT rule runs every minute.*\n.*remove queryFrequency/,
  ],
  [
    "dateTime in a table",
    table,
    ["type: datetime", "type: dateTime"],
    "dateTime",
    /"dateTime" is not allowed.*\n.*did you mean "datetime"/,
  ],
  [
    "a template marker in KQL",
    nrtRule,
    ['"AIC-046", Confidence', '"AIC-046", Marked = "${var.id}", Confidence'],
    "${var.id}",
    /"\$\{" opens a Terraform template.*\n.*strcat\("\$", "\{"\)/,
  ],
  [
    "a rule on a table nobody declares",
    nrtRule,
    ["\n  AgentExecution_CL\n", "\n  AgentExecutions_CL\n"],
    "AgentExecutions_CL",
    /KS\d+ .*AgentExecutions_CL.*\n.*AgentExecution_CL/,
  ],
  [
    "a period of 2 days with a frequency under 1 hour",
    scheduledRule,
    ["queryFrequency: 1h", "queryFrequency: 30m"],
    "30m",
    /looks back 14d cannot run every 30m.*\n.*set queryFrequency: 1h/,
  ],
];

describe.each(cases)("%s", (_name, file, [from, to], at, message) => {
  const content = contentWith(file, (text) => text.replace(from, () => to));

  test("validate names place, reason and fix", async () => {
    const { code, out, err } = await agentid("validate", "--content", content, "--tenants", join(content, "tenants"));
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err).toContain(`${file.split("/").at(-1)}:${placeOf(content, file, at)} error`);
    expect(err.split("\n").filter((line) => / error /.test(line))).toHaveLength(1);
  });

  test("synth writes nothing", async () => {
    const outdir = join(content, "out");
    const { code } = await agentid(
      "synth",
      "--content",
      content,
      "--tenants",
      join(content, "tenants"),
      "--out",
      outdir,
    );
    expect(code).toBe(1);
    expect(existsSync(outdir)).toBe(false);
  });
});

describe("telemetry", () => {
  const stack = exampleStack();

  const row = {
    TimeGenerated: "2026-03-02T10:00:00Z",
    Name: "chat",
    Kind: "CLIENT",
    TraceId: "t",
    SpanId: "s",
    ParentSpanId: "",
    StartTime: "2026-03-02T10:00:00Z",
    EndTime: "2026-03-02T10:00:00Z",
    StatusCode: "OK",
    StatusMessage: "",
    Attributes: { "gen_ai.operation.name": "chat" },
    Resource: {},
    ScopeName: "x",
  };
  const input = (lines: string[]) => {
    const folder = join(temporaryFolder(), "input");
    mkdirSync(folder);
    writeFileSync(join(folder, "Custom-AgentExecutionOtel.ndjson"), lines.join("\n"));
    return folder;
  };
  const { Kind: _kind, ...missing } = row;

  test.each([
    ["a missing field", missing, /:2 not ingested.*field "Kind" \(string\) is missing/],
    ["a mistyped field", { ...row, StartTime: "soon" }, /:2 not ingested.*soon/],
  ])("%s: the row is reported, the rest ingested", async (_name, bad, message) => {
    const { code, out, err } = await agentid(
      "simulate",
      "--stack",
      stack,
      "--format",
      "json",
      "--input",
      input([row, bad, row].map((r) => JSON.stringify(r))),
    );
    expect(code).toBe(1);
    expect(err).toMatch(message);
    const report = JSON.parse(out) as { ingest: object[]; rejected: object[] };
    expect(report.ingest).toMatchObject([{ stream: "Custom-AgentExecutionOtel", rowsIn: 3, rowsOut: 2 }]);
    expect(report.rejected).toHaveLength(1);
  });

  test("a malformed NDJSON line ends the run with its number", async () => {
    const { code, out, err } = await agentid(
      "simulate",
      "--stack",
      stack,
      "--input",
      input([JSON.stringify(row), "{oops"]),
    );
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/Custom-AgentExecutionOtel\.ndjson:2:\d+ is not JSON.*\n.*one JSON object per line/);
  });

  test("datetime spelled the table's way in the Terraform of a stream is refused", async () => {
    const file = join(stack, "cdk.tf.json");
    const altered = join(temporaryFolder(), "cdk.tf.json");
    writeFileSync(altered, readFileSync(file, "utf8").replaceAll('"type": "datetime"', '"type": "dateTime"'));
    const { code, err } = await agentid("simulate", "--stack", altered, "--input", input([JSON.stringify(row)]));
    expect(code).toBe(1);
    expect(err).toMatch(/"dateTime", which this API refuses\n.*did you mean "datetime"/);
  });

  test.each([
    [["simulate"], /--input/],
    [["simulate", "--input", "x", "--from", "yesterday"], /2026-03-02T00:00:00Z/],
    [["simualte"], /Did you mean simulate/],
    [["test", "AIC-999"], /no detection or playbook is called "AIC-999"/],
  ])("%j", async (args, message) => {
    const { code, err } = await agentid(...args);
    expect(code).not.toBe(0);
    expect(err).toMatch(message);
  });
});
