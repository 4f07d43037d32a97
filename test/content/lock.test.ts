import { breaches, lockOf, outdated, packageRoot, readContent, readLock } from "../../lib/content";
import { contentWith } from "../cli/support";
import { shipped } from "../shared/content";

const rule = "detections/behaviour/AIC-044-write-burst.yaml";
const locked = readLock(packageRoot());
const changed = (change: (text: string) => string) => readContent(contentWith(rule, change));

test("the shipped lock file is up to date: what changed has a higher version, and ids stayed", () => {
  expect(breaches(shipped, locked)).toEqual([]);
  expect(outdated(shipped, locked)).toEqual([]);
});

test("a change without a higher version is refused, at the version", () => {
  const content = changed((text) => text.replace("Operations > Limit", "Operations >= Limit"));
  expect(breaches(content, locked)).toMatchObject([
    {
      code: "lock/version-not-raised",
      file: rule,
      suggestion: expect.stringMatching(/raise the version above \d+\.\d+\.\d+, then run agentid lock/),
    },
  ]);
});

test("with a higher version it is only out of date", () => {
  const content = changed((text) =>
    text.replace("Operations > Limit", "Operations >= Limit").replace(/^version: .*$/m, "version: 10.0.0"),
  );
  expect(breaches(content, locked)).toEqual([]);
  expect(outdated(content, locked)).toEqual([expect.stringContaining("AIC-044-write-burst is version 10.0.0")]);
});

test("the order of keys and the version's own line are no change", () => {
  const content = changed((text) =>
    text.replace(/^(name: .*)\n/m, "").replace(/^version:.*$/m, `$&\n${/^name: .*$/m.exec(text)![0]}`),
  );
  expect(outdated(content, locked)).toEqual([]);
});

test("an id that changes is refused, whatever the version says", () => {
  const content = changed((text) =>
    text.replace(/^id: .*$/m, "id: 00000000-0000-4000-8000-000000000000").replace(/^version: .*$/m, "version: 10.0.0"),
  );
  expect(breaches(content, locked)).toMatchObject([{ code: "lock/id-changed", file: rule }]);
});

test("an item that is gone leaves the lock file out of date", () => {
  const more = { ...lockOf(shipped), "detections/behaviour/AIC-999-gone": { id: "x", version: "1.0.0", sha256: "" } };
  expect(outdated(shipped, more)).toEqual(["detections/behaviour/AIC-999-gone is locked and does not exist"]);
});
