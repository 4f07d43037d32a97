import { exceptions, reasonAgainst } from "./exceptions";
import { firing, type Kind, Replays, rules } from "./late";

const hour = 3_600_000;
const kinds: readonly Kind[] = ["late", "backdated"];
/** The first case of each rule by 1 and 23 hours; all of them, by 6 too, which takes an hour, with LATE_ROWS=all in the environment. */
const isWhole = process.env.LATE_ROWS === "all";
const chosen = (rule: (typeof rules)[number]) => firing(rule).slice(0, isWhole ? undefined : 1);
const delays = isWhole ? [1, 6, 23] : [1, 23];
let replays: Replays;
beforeAll(async () => {
  replays = await Replays.open();
});
afterAll(() => replays.close());

describe.each(rules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  test.each(chosen(rule).map((one) => [one.name, one] as const))("%s", async (_test, one) => {
    const inTime = await replays.told(rule, one, 0, "late");
    expect(inTime.length).toBeGreaterThanOrEqual(one.expect.alerts.length);
    const found: Record<string, readonly string[]> = {};
    for (const kind of kinds.filter((each) => !reasonAgainst(name, one.name, each)))
      for (const hours of delays) found[`${kind} by ${hours} h`] = await replays.told(rule, one, hours * hour, kind);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((key) => [key, inTime])));
  });
});

test.each(exceptions)("$rule is an exception: $reason", async ({ rule: name, test: only, kind: of }) => {
  const rule = rules.find((one) => one.name === name)!;
  let differs = false;
  for (const one of firing(rule).filter(({ name: test }) => (only ?? test) === test)) {
    const inTime = await replays.told(rule, one, 0, "late");
    for (const kind of kinds.filter((each) => (of ?? each) === each))
      differs ||= String(await replays.told(rule, one, 23 * hour, kind)) !== String(inTime);
  }
  expect(differs).toBe(true);
});
