import { ShownProgress } from "../../lib/cli/progress";

let clock: number;
let written: string[];
let shown: ShownProgress | undefined;

beforeEach(() => {
  clock = 0;
  written = [];
});
afterEach(() => shown?.end());

function progress(isTTY: boolean, columns?: number): ShownProgress {
  const output = { isTTY, ...(columns ? { columns } : {}), write: (text: string) => written.push(text) };
  shown = new ShownProgress(output, () => clock);
  return shown;
}

/** Tells `progress` of work that takes `seconds`, ten times a second. */
function work(to: ShownProgress, seconds: number, what = "testing"): void {
  for (let tenth = 0; tenth < seconds * 10; tenth++) {
    to.update(tenth, seconds * 10, what);
    clock += 100;
  }
}

test.each([true, false])("work of less than two seconds says nothing (terminal: %s)", (isTTY) => {
  const to = progress(isTTY);
  work(to, 1.9);
  to.end();
  expect(written).toEqual([]);
});

test("on a terminal one line is written over, and gone in the end", () => {
  const to = progress(true);
  work(to, 4);
  expect(written.length).toBeGreaterThan(10);
  expect(written[0]).toBe("\r\x1b[Ktesting: 50 %, 2 s left");
  expect(written.every((text) => text.startsWith("\r\x1b[Ktesting: ") && !text.includes("\n"))).toBe(true);
  to.end();
  expect(written.at(-1)).toBe("\r\x1b[K");
});

test("a narrow terminal gets no second line", () => {
  work(progress(true, 20), 3);
  expect(written[0]).toHaveLength("\r\x1b[K".length + 19);
});

test("elsewhere there is a plain line at most every ten seconds", () => {
  work(progress(false), 25);
  expect(written).toEqual(["testing: 8 %, 23 s left\n", "testing: 48 %, 13 s left\n", "testing: 88 %, 3 s left\n"]);
});

test("before a hundredth is done nobody knows what is left", () => {
  const to = progress(false);
  clock += 12_000;
  to.update(9, 1000, "testing");
  clock += 12_000;
  to.update(10, 1000, "testing");
  expect(written).toEqual(["testing: 0 %\n", "testing: 1 %, 20 min left\n"]);
});

test("what is left is told of what is being done now, in minutes when it is long", () => {
  const to = progress(false);
  work(to, 20, "reading");
  clock += 10_000;
  written.length = 0;
  to.update(0, 100, "replaying");
  clock += 20_000;
  to.update(10, 100, "replaying");
  expect(written).toEqual(["replaying: 0 %\n", "replaying: 10 %, 3 min left\n"]);
});

test("of work without a known end the time so far is told", () => {
  const to = progress(false);
  to.update(0, 0, "waiting");
  clock += 5000;
  to.update(1, 0, "waiting");
  expect(written).toEqual(["waiting: 5 s so far\n"]);
});

test("a line of the result takes the progress off the terminal first", () => {
  const log = jest.spyOn(console, "log").mockImplementation((text) => void written.push(`stdout ${text}`));
  try {
    const to = progress(true);
    work(to, 2.1);
    to.print("pass");
    to.print("pass again");
    expect(written.slice(-3)).toEqual(["\r\x1b[K", "stdout pass", "stdout pass again"]);
  } finally {
    log.mockRestore();
  }
});
