import { recordOf } from "../src/record/fields";

// What is signed has to have one form in UTF-8; half of a pair has none.
test.each([
  ["a high half at the end", "a\ud83d", "a\ufffd"],
  ["a low half at the start", "\ude42a", "\ufffda"],
  ["a low half before a high one", "\ude42\ud83d", "\ufffd\ufffd"],
  ["a high half before a whole pair", "\ud83d\ud83d\ude42", "\ufffd🙂"],
  ["a whole pair", "a🙂b", "a🙂b"],
  ["text without any", "büro 漢字", "büro 漢字"],
])("%s", (_name, given, kept) => {
  const { ToolName } = recordOf({ ToolName: given });
  expect(ToolName).toBe(kept);
  expect(Buffer.from(String(ToolName), "utf8").toString("utf8")).toBe(ToolName);
});

test("fields without a value are left out, in whatever group they are; later groups win", () => {
  expect(recordOf({ A: "1", B: undefined }, { C: "", A: "2" }, { D: 0 })).toEqual({ A: "2", D: 0 });
});
