import type { LogAnalytics } from "../src/query/log-analytics";
import { nextSlice, readRecords, recallRecords } from "../src/signatures/read-records";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 10, 0, seconds));
const until = at(60);
/** Logs in which so many records arrived in each second. */
const logs = (...seconds: { second: number; rows: number; characters?: number; oversized?: number }[]): LogAnalytics =>
  ({
    rows: async () =>
      seconds.map(({ second, rows, characters = 10, oversized = 0 }) => ({
        Second: at(second).toISOString(),
        Rows: rows,
        Characters: characters,
        Oversized: oversized,
      })),
  }) as unknown as LogAnalytics;

test("a slice ends after the last second that fits, never where it began", async () => {
  const slice = await nextSlice(logs({ second: 0, rows: 10 }, { second: 1, rows: 10 }), at(0), until, 10);
  expect(slice).toMatchObject({ from: at(0), to: at(1) });
  expect(slice).not.toHaveProperty("parts");
});

test("a second that holds too much by itself is taken whole, in parts", async () => {
  const slice = await nextSlice(logs({ second: 0, rows: 25 }, { second: 1, rows: 1 }), at(0), until, 10);
  expect(slice.to).toEqual(at(1));
  expect(slice.parts!.length).toBeGreaterThanOrEqual(3);
});

test("seconds that fit together are one slice, up to the end", async () => {
  const all = logs({ second: 0, rows: 4 }, { second: 5, rows: 4 }, { second: 9, rows: 2 });
  expect(await nextSlice(all, at(0), until, 10)).toEqual({ from: at(0), to: until, oversized: false });
  expect((await nextSlice(all, at(0), until, 9)).to).toEqual(at(6));
});

test("a slice never goes beyond what has settled", async () => {
  const settled = new Date(at(5).getTime() + 400);
  const slice = await nextSlice(logs({ second: 5, rows: 25 }), at(5), settled, 10);
  expect(slice.to).toEqual(settled);
});

test("text counts as rows do", async () => {
  const slice = await nextSlice(
    logs({ second: 0, rows: 1, characters: 5_000_000 }, { second: 1, rows: 1, characters: 5_000_000 }),
    at(0),
    until,
    1000,
  );
  expect(slice.to).toEqual(at(1));
});

test("a second that fills many answers comes in more parts", async () => {
  const parts = async (rows: number) => (await nextSlice(logs({ second: 0, rows }), at(0), until, 10)).parts;
  expect(await parts(10)).toBeUndefined();
  expect(await parts(80)).toEqual([..."0123456789abcdef"]);
  const many = (await parts(81))!;
  expect([many.length, many[0], many[16], many.at(-1)]).toEqual([256, "00", "10", "ff"]);
  const long = await nextSlice(logs({ second: 0, rows: 1, characters: 80_000_000 }), at(0), until, 10);
  expect(long.parts).toHaveLength(256);
});

test("rows that are longer than any record are told where a slice has some", async () => {
  const all = logs({ second: 0, rows: 5 }, { second: 1, rows: 5, oversized: 1 }, { second: 2, rows: 5 });
  const oversized = async (most: number) => (await nextSlice(all, at(0), until, most)).oversized;
  expect([await oversized(5), await oversized(10), await oversized(100)]).toEqual([false, true, true]);
});

/** Logs that answer each query alike, and keep what they were asked. */
function asked(...rows: object[]) {
  const queries: string[] = [];
  const answer = async (query: string) => {
    queries.push(query);
    return rows;
  };
  return { queries, logs: { rows: answer } as unknown as LogAnalytics };
}

test("what came before is looked for from a day before the oldest event on, and no further back than a month", async () => {
  const place = (sequence: number, eventTime: Date, chainId = "c") => ({
    chainId,
    sequence,
    eventTime: eventTime.toISOString(),
  });
  const since = async (...events: Date[]) => {
    const { queries, logs: store } = asked();
    await recallRecords(
      store,
      events.map((event, i) => place(i, event)),
      at(0),
    );
    return /TimeGenerated > datetime\(([^)]*)\)/.exec(queries[0]!)![1];
  };
  expect(await since(at(9), at(5))).toBe("2026-03-01T10:00:05.000Z");
  expect(await since(new Date("2025-12-01T00:00:00Z"), at(5))).toBe("2026-01-30T10:00:00.000Z");
  const { queries, logs: store } = asked();
  await recallRecords(store, [place(1, at(0)), place(1, at(1)), place(2, at(2), "it's")], at(3));
  expect(queries).toEqual([expect.stringContaining("ChainSequence in (1, 2)")]);
  expect(queries[0]!.match(/ingestion_time\(\) <= datetime\(2026-03-02T10:00:03.000Z\)/g)).toHaveLength(2);
  expect(await recallRecords(store, [], at(3))).toEqual([]);
  expect(queries).toHaveLength(1);
});

test("rows without an id are told apart by content, arrival and number, the same each time", async () => {
  const row = (Arrived: Date, EventUid: string, more: object = {}) => ({
    RowId: "",
    Arrived: Arrived.toISOString(),
    EventUid,
    ...more,
  });
  const rows = [row(at(1), "a"), row(at(1), "a"), row(at(2), "a"), row(at(1), "b"), row(at(1), "b", { RowId: "own" })];
  const read = async () =>
    readRecords(asked(...rows).logs, { from: at(0), to: at(9), oversized: false }, "0f").then((found) =>
      found.map(({ id }) => id),
    );
  const ids = await read();
  expect(new Set(ids).size).toBe(5);
  expect(ids.map((id) => /^[0-9a-f]{32}-(\d)$/.exec(id)?.[1] ?? id)).toEqual(["1", "2", "1", "1", "own"]);
  expect(ids[1]!.slice(0, 32)).toBe(ids[0]!.slice(0, 32));
  expect(await read()).toEqual(ids);
});

test("a part is asked for where one is read, and long rows where the slice has some", async () => {
  const whole = asked();
  await readRecords(whole.logs, { from: at(0), to: at(9), oversized: false });
  expect(whole.queries).toEqual([expect.not.stringContaining("hash_sha256")]);
  const part = asked({ RowId: "r", Arrived: at(1).toISOString(), Size: 200_000 });
  const found = await readRecords(part.logs, { from: at(0), to: at(9), oversized: true }, "0f");
  expect(part.queries).toHaveLength(2);
  for (const query of part.queries) expect(query).toMatch(/substring\(hash_sha256\(.*\), 0, 2\) == "0f"/);
  expect(part.queries[1]).toContain("not(Size <= 131072)");
  expect(found).toMatchObject([{ id: "r", arrived: at(1), oversized: 200_000 }, { oversized: 200_000 }]);
});

test("a row that does not say when it arrived is refused", async () => {
  const { logs: store } = asked({ RowId: "r", Arrived: null });
  await expect(readRecords(store, { from: at(0), to: at(9), oversized: false })).rejects.toThrow(
    /a row has no ingestion_time\(\) but null/,
  );
});
