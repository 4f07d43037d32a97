import { suggestFrom } from "../../lib/content";

const names = (count: number) => Array.from({ length: count }, (_, i) => `name-${String(i).padStart(3, "0")}`);

test("a name that is near is asked for, however many there are", () => {
  expect(suggestFrom("nmae-099", names(100))).toMatch(/^did you mean "name-0\d9"\?$/);
});

test("where none is near, all are named that can be read at a glance", () => {
  expect(suggestFrom("something else entirely", ["one", "two"])).toBe("use one of: one, two");
  expect(suggestFrom("something else entirely", names(40))).toContain("name-039");
});

test("of a long list a beginning is named, and how many more there are", () => {
  expect(suggestFrom("something else entirely", names(41))).toBe(`use one of: ${names(12).join(", ")} and 29 more`);
});
