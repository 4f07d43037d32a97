import { systemClock, VirtualClock } from "../src";

const start = new Date("2026-03-02T10:00:00Z");

test("a virtual clock stands still until it is moved", () => {
  const clock = new VirtualClock(start);
  expect(clock.now()).toEqual(start);
  clock.advance(90_000);
  expect(clock.now()).toEqual(new Date("2026-03-02T10:01:30Z"));
  clock.set(new Date("2026-03-03T00:00:00Z"));
  expect(clock.now()).toEqual(new Date("2026-03-03T00:00:00Z"));
});

test("moving to where it stands is allowed, back is not", () => {
  const clock = new VirtualClock(start);
  clock.advance(0);
  clock.set(start);
  expect(() => clock.set(new Date("2026-03-02T09:59:59Z"))).toThrow(RangeError);
  expect(() => clock.advance(-1)).toThrow(/stands at 2026-03-02T10:00:00.000Z/);
  expect(clock.now()).toEqual(start);
});

test("what a caller does to a date it was given changes nothing", () => {
  const clock = new VirtualClock(start);
  clock.now().setUTCFullYear(1999);
  expect(clock.now()).toEqual(start);
});

test("the machine's clock tells the time", () => {
  const before = Date.now();
  const now = systemClock.now().getTime();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
