import { getEventListeners } from "node:events";
import { systemClock } from "../src/clock";
import { instantOfText, nearestInstant } from "../src/record/instant";
import { startOf } from "../src/spool/machine";

describe("an instant that a text names", () => {
  const { TZ } = process.env;
  // Where local time is another than UTC.
  beforeAll(() => void Object.assign(process.env, { TZ: "America/New_York" }));
  afterAll(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  test.each([
    ["2026-03-02", "2026-03-02T00:00:00.000Z"],
    ["2026-03-02T10:15", "2026-03-02T10:15:00.000Z"],
    ["2026-03-02 10:15:30", "2026-03-02T10:15:30.000Z"],
    [" 2026-03-02T10:15:30.1239 ", "2026-03-02T10:15:30.123Z"],
    ["2026-03-02 10:15:30Z", "2026-03-02T10:15:30.000Z"],
    ["2026-03-02T10:15:30+02:00", "2026-03-02T08:15:30.000Z"],
    ["2026-03-02T10:15:30-0130", "2026-03-02T11:45:30.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("%s is UTC where it names no zone", (text, instant) => {
    expect(instantOfText(text)).toBe(instant);
  });

  test.each([
    "",
    "yesterday",
    "1772446530",
    "on 2026-03-02",
    "2026-03-02T10:15:30Z or so",
    "2026-13-02",
    "0000-12-31T23:59:59Z",
    "9999-12-31T23:59:59-01:00",
  ])("%s is none that a record can have", (text) => {
    expect(instantOfText(text)).toBeUndefined();
  });
});

test.each([
  [Date.parse("2026-03-02T10:15:30.123Z"), "2026-03-02T10:15:30.123Z"],
  [Date.parse("9999-12-31T23:59:59.999Z") + 1, "9999-12-31T23:59:59.999Z"],
  [Date.parse("0001-01-01T00:00:00.000Z") - 1, "0001-01-01T00:00:00.000Z"],
  [Number.NaN, "1970-01-01T00:00:00.000Z"],
])("a clock at %d dates a record by the nearest instant there is", (milliseconds, instant) => {
  expect(nearestInstant(new Date(milliseconds))).toBe(instant);
});

test("sleep ends with its time or with its signal, and leaves no listener", async () => {
  const ended = AbortSignal.abort();
  await systemClock.sleep(600_000, ended);
  const { signal } = new AbortController();
  await systemClock.sleep(1, signal);
  const controller = new AbortController();
  const sleeping = systemClock.sleep(600_000, controller.signal);
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
  controller.abort();
  await sleeping;
  for (const one of [ended, signal, controller.signal]) expect(getEventListeners(one, "abort")).toEqual([]);
});

describe("a process of this machine", () => {
  const { platform } = process;
  afterEach(() => void Object.defineProperty(process, "platform", { value: platform }));
  const none = 2 ** 22 + 1;

  test("has a beginning as long as it runs", () => {
    expect([startOf(process.pid), startOf(1)]).toEqual([expect.any(String), expect.any(String)]);
    expect(startOf(none)).toBeUndefined();
  });

  test("has one that is not told where there is no /proc", () => {
    Object.defineProperty(process, "platform", { value: "darwin" });
    expect([startOf(process.pid), startOf(1), startOf(none)]).toEqual(["", "", undefined]);
    const refuse = (code: string) =>
      jest.spyOn(process, "kill").mockImplementation(() => {
        throw Object.assign(new Error(code), { code });
      });
    // Somebody else's process may not be signalled, and is there.
    refuse("EPERM");
    expect(startOf(process.pid)).toBe("");
    refuse("ESRCH");
    expect(startOf(process.pid)).toBeUndefined();
  });
});
