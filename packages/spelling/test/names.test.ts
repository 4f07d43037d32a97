import { didYouMean, namesNear, nearest } from "../src";

test.each([
  ["a letter is missing", "Medum", ["High", "Medium"], "Medium"],
  ["two letters changed places", "tow", ["one", "two"], "two"],
  ["upper and lower case alone", "DATETIME", ["date", "dateTime"], "dateTime"],
  ["case decides between names as near", "Agnet", ["agent", "Agent"], "Agent"],
  ["a third of a long name is wrong", "summarise_count", ["summarize_counts"], "summarize_counts"],
  ["of names as near, the first", "bat", ["cat", "rat"], "cat"],
  ["two letters too many, of three", "abc", ["a"], "a"],
  ["short names with a letter in common", "ID", ["AgentId", "Aid"], "Aid"],
])("%s", (_case, received, known, expected) => {
  expect(nearest(received, known)).toBe(expected);
});

test.each([
  ["nothing is known", "Medium", []],
  ["no letter is left", "Q", ["P"]],
  ["a short name, replaced", "ab", ["xy"]],
  ["more than a third is wrong", "Urgent", ["Medium", "High", "Low"]],
  ["it is part of a much longer one", "Id", ["AgentIdentity"]],
  ["nothing was received", "", ["a", "ab"]],
])("none is near: %s", (_case, received, known) => {
  expect(namesNear(received, known)).toEqual([]);
  expect(didYouMean(received, known)).toBeUndefined();
});

test("all that are near come, nearest first, each once", () => {
  expect(namesNear("User.ReadAll", ["User.Read", "Group.ReadWrite.All", "User.Read.All", "User.Read.All"])).toEqual([
    "User.Read.All",
    "User.Read",
  ]);
});

test("it is asked for as people ask", () => {
  expect(didYouMean("Medum", ["High", "Medium"])).toBe('did you mean "Medium"?');
});
