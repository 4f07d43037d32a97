import { firing, Replays, rules } from "./late";

const hour = 3_600_000;
let replays: Replays;
beforeAll(async () => {
  replays = await Replays.open([...examples]);
});
afterAll(() => replays.close());

/** One rule for each way in which rules tell a finding; all of them, with all their cases, are in the full test. */
const examples = [
  "AIC-033-old-token",
  "AIC-009-new-place",
  "AIC-007-owner-then-change",
  "AIC-048-loop",
  "AIC-043-read-velocity",
  "AIC-046-unauthorised-destination",
] as const;

test.each(examples)("%s finds a day late or set back what it finds in time, once", async (name) => {
  const rule = rules.find((one) => one.name === name)!;
  const [one] = firing(rule);
  const inTime = await replays.told(rule, one!, 0, "late");
  expect(inTime).toHaveLength(one!.expect.alerts.length);
  expect(await replays.told(rule, one!, 23 * hour, "late")).toEqual(inTime);
  expect(await replays.told(rule, one!, 23 * hour, "backdated")).toEqual(inTime);
});
