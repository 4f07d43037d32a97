import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PreviewError, readWorkbook, visibility } from "../../lib/preview";
import { values, workbook } from "./support";

const parameters = {
  type: 9,
  name: "parameters",
  content: {
    parameters: [
      { name: "Time", type: 4, value: { durationMs: 86_400_000 } },
      { name: "Tools", type: 2, multiSelect: true, quote: "'", delimiter: ",", value: ["a", "b"] },
      { name: "Agent", type: 1, value: "" },
    ],
  },
};

test.each([
  [
    "TimeGenerated {Time}",
    "",
    "TimeGenerated between (datetime(2026-03-09T12:00:00.000Z) .. datetime(2026-03-10T12:00:00.000Z))",
  ],
  ["bin(T, {Time:grain})", "", "bin(T, 1h)"],
  ["bin(T, {Time:grain})", "Time=2592000000", "bin(T, 1d)"],
  ["> {Time:start}", "", "> datetime(2026-03-09T12:00:00.000Z)"],
  ["{Time:label}", "", "Last 1 day"],
  ["in ({Tools})", "", "in ('a','b')"],
  ["in ({Tools})", "Tools=c", "in ('c')"],
  ['Id == "{Agent}"', "Agent=0d9f", 'Id == "0d9f"'],
  ["{Unset}.", "", "."],
])("%s with %s is filled as the portal does it", (text, chosen, filled) => {
  expect(values(chosen, parameters).filled(text)).toBe(filled);
});

test("a form of a parameter that is not known is refused, not guessed", () => {
  expect(() => values("", parameters).filled("{Tools:escape}")).toThrow("{Tools:escape} is not filled in here");
});

test.each([
  ["isEqualTo", "x", true],
  ["isEqualTo", "y", false],
  ["isNotEqualTo", "y", true],
  ["isNotEqualTo", "x", false],
  ["Contains", "", true],
  ["doesNotContain", "x", false],
])("a condition %s %p holds: %p", (comparison, value, holds) => {
  const item = {
    type: 1,
    name: "t",
    content: {},
    conditionalVisibility: { parameterName: "Agent", comparison, value },
  };
  expect(visibility(item, values("Agent=x", parameters))).toBe(holds);
});

test("a condition that is not known is named", () => {
  const conditionalVisibility = { parameterName: "Agent", comparison: "resembles", value: "x" };
  expect(visibility({ type: 1, name: "t", content: {}, conditionalVisibility }, values("", parameters))).toEqual({
    unknown: "resembles",
  });
});

describe("a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-preview-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (data: string): string => {
    writeFileSync(join(folder, "own.json"), data);
    return join(folder, "own.json");
  };
  const items = [{ type: 1, name: "t", content: { json: "x" } }];

  test("is the workbook's JSON, or an ARM template that deploys it", () => {
    const template = {
      resources: [
        {
          type: "microsoft.insights/workbooks",
          properties: { displayName: "Deployed", serializedData: JSON.stringify({ items }) },
        },
      ],
    };
    expect(readWorkbook(file(JSON.stringify({ items })))).toEqual({ name: "own", title: "own", items });
    expect(readWorkbook(file(JSON.stringify(template)))).toEqual({ name: "own", title: "Deployed", items });
  });

  test.each([
    "{",
    "{}",
    "[]",
    '{"resources":[{"type":"microsoft.insights/workbooks","properties":{"serializedData":"[variables(\'x\')]"}}]}',
  ])("that holds %s is refused, with what to pass instead", (data) => {
    expect(() => readWorkbook(file(data))).toThrow(PreviewError);
    expect(() => readWorkbook(file(data))).toThrow(
      /own\.json (is no JSON|has no items)[\s\S]*(pass|copy) the workbook's JSON/,
    );
  });
});

test("parameters in groups are known too", () => {
  const group = { type: 12, name: "g", content: { items: [parameters] } };
  expect(values("", group).text("Tools")).toBe("a,b");
  expect(workbook(group).items).toHaveLength(1);
});
