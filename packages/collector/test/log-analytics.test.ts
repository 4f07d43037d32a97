import { LogAnalytics } from "../src/query/log-analytics";
import { virtualPacing } from "./support";

/** A workspace that answers with these, in turn; the last one stays. */
function asking(...answers: readonly (number | Error)[]) {
  const time = virtualPacing();
  let asked = 0;
  let tokens = 0;
  const logs = new LogAnalytics({
    workspaceId: "w",
    token: async () => `t${++tokens}`,
    fetch: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!;
      if (answer instanceof Error) throw answer;
      const text = JSON.stringify(answer === 200 ? { tables: [{ columns: [{ name: "A" }], rows: [[1]] }] } : {});
      return { status: answer, headers: { get: () => "7" }, text: async () => text };
    },
    pacing: time.pacing,
  });
  return { rows: () => logs.rows("T"), waits: time.waits, asked: () => asked, tokens: () => tokens };
}

test.each<[why: string, answer: number | Error, last: string]>([
  ["a service that is down", 503, "503"],
  ["a service that is busy", 429, "429"],
  ["no answer", new TypeError("fetch failed", { cause: new Error("socket hang up") }), "Error: socket hang up"],
])("a query is tried six times in all: %s", async (_why, answer, last) => {
  const { rows, waits, asked } = asking(answer);
  await expect(rows()).rejects.toThrow(`failed 6 times, last with ${last}`);
  expect([asked(), waits.length]).toEqual([6, 5]);
});

test("it waits as long as it is told, and goes on", async () => {
  const { rows, waits } = asking(429, 200);
  expect(await rows()).toEqual([{ A: 1 }]);
  expect(waits).toEqual([7000]);
});

test("a token that is refused is got anew once, without a wait", async () => {
  const once = asking(401, 200);
  expect(await once.rows()).toEqual([{ A: 1 }]);
  expect([once.tokens(), once.waits]).toEqual([2, []]);
  const always = asking(401);
  await expect(always.rows()).rejects.toThrow();
  expect(always.asked()).toBe(2);
});

test("what is refused for good is not tried again", async () => {
  const { rows, asked } = asking(400);
  await expect(rows()).rejects.toThrow();
  expect(asked()).toBe(1);
});
