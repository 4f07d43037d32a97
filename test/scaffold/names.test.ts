import { newCommand } from "../../lib/cli/commands/new";
import { newContent, nextDetectionId, ruleFamilies } from "../../lib/scaffold";

const none: ReadonlySet<string> = new Set();

test.each([
  [
    { kind: "rule" as const, name: "Reads At Night", family: "behaviour" as const },
    /"Reads At Night" is no name of a rule: write it like reads-at-night/,
  ],
  [{ kind: "rule" as const, name: "../x", family: "behaviour" as const }, /no name of a rule/],
  [{ kind: "function" as const, name: "agent-tools" }, /no name of a function: write it like AgentTools/],
  [{ kind: "table" as const, name: "agent invoices" }, /no name of a table: write it like AgentInvoices/],
  [{ kind: "rule" as const, name: "reads-at-night" }, /a rule needs a family: --family behaviour\|/],
  [
    { kind: "rule" as const, name: "a", family: "data" as const, detectionId: "AIC-7" },
    /no id of a detection: write it like AIC-081/,
  ],
])("%j is refused", (wanted, says) => {
  expect(() => newContent(wanted, none)).toThrow(says);
});

test("numbers go up from the last one, and end", () => {
  expect(nextDetectionId(["AIC-003", "AIC-080"])).toBe("AIC-081");
  expect(() => nextDetectionId(["AIC-999"])).toThrow(/no number is left/);
});

test("the same name makes the same id, another name another", () => {
  const idIn = (name: string) =>
    Object.values(newContent({ kind: "hunting", name }, none))[0]!.match(/^id: (.*)$/m)![1];
  expect(idIn("a")).toBe(idIn("a"));
  expect(idIn("a")).not.toBe(idIn("b"));
  expect(idIn("a")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
});

test("every family has a folder of its own", () => {
  for (const family of ruleFamilies) {
    const [path] = Object.keys(newContent({ kind: "rule", name: "a", family }, none));
    expect(path).toBe(`detections/${family}/AIC-001-a.yaml`);
  }
});

test("the command takes the families that there are", () => {
  const family = newCommand().options.find(({ long }) => long === "--family");
  expect(family!.argChoices).toEqual(ruleFamilies);
});
