import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../lib/content";
import { actingPlaybooks } from "./acting";
import type { Outcome, ScenarioName } from "./scenarios";

const run = promisify(execFile);

/** What every way of going wrong must lead to, whichever playbook it is. */
export function describeFailures(id: string): void {
  const { name, before, after, row, rollback, tag, alwaysAsks, alreadyDone } = actingPlaybooks[id]!;
  let outcomes: Record<ScenarioName, Outcome>;

  beforeAll(async () => {
    const script = join(__dirname, "scenario-process.ts");
    const { stdout } = await run(process.execPath, ["--require", "tsx/cjs", script, id], {
      cwd: packageRoot(),
      maxBuffer: 1 << 26,
    });
    outcomes = JSON.parse(stdout);
  }, 600_000);

  const mainRow = ({ ledger }: Outcome) => ledger.find(({ ActionType }) => ActionType === row);

  /** It was done, and one row, a comment and a tag say so. */
  function expectDone(outcome: Outcome): void {
    expect([outcome.status, outcome.error, outcome.state]).toEqual(["Succeeded", undefined, after]);
    expect(mainRow(outcome)).toMatchObject({ ResultState: "Succeeded", ActionMode: "Enforced" });
    expect(outcome.ledger.filter(({ ActionType }) => ActionType === row)).toHaveLength(1);
    expect(outcome.labels).toEqual([tag]);
  }

  /** Nothing was changed, and the row and the comments say why. */
  function expectUntouched(outcome: Outcome, result: string, why: RegExp): void {
    expect([outcome.status, outcome.changes, outcome.state]).toEqual(["Succeeded", 0, before]);
    expect(outcome.attempts).toEqual([]);
    expect(outcome.ledger).toHaveLength(1);
    expect(mainRow(outcome)).toMatchObject({ ResultState: result, ActionMode: "DryRun" });
    expect(outcome.said.join("\n")).toMatch(why);
    expect(outcome.labels).toEqual([]);
  }

  /** It was tried and failed. */
  function expectFailed(outcome: Outcome): void {
    expect([outcome.status, outcome.error, outcome.labels]).toEqual(["Failed", "ResponseIncomplete", []]);
    expect(mainRow(outcome)).toMatchObject({ ResultState: "Failed", ActionMode: "Enforced" });
    expect(outcome.said.at(-1)).toMatch(/^FAILED/);
  }

  test("nothing goes wrong", () => expectDone(outcomes.fine));

  test("403: recorded, told, failed, and not tried again", () => {
    expectFailed(outcomes.forbidden);
    expect(outcomes.forbidden).toMatchObject({ state: before, attempts: [{ answer: 403 }] });
    expect(mainRow(outcomes.forbidden)).toMatchObject({ HttpStatus: 403 });
  });

  test("404: there is nothing to act on", () => expectUntouched(outcomes.missing, "Skipped", /Left alone/));

  test("429: waits as long as it is told", () => {
    expectDone(outcomes.throttled);
    const [refused, taken] = outcomes.throttled.attempts;
    expect(refused!.answer).toBe(429);
    expect(taken!.second - refused!.second).toBeGreaterThanOrEqual(90);
  });

  test("503 twice: done at the third attempt", () => {
    expectDone(outcomes.unavailableTwice);
    expect(outcomes.unavailableTwice.attempts.map(({ answer }) => answer)).toEqual([503, 503, expect.any(Number)]);
  });

  test("500 for good: five attempts, recorded, failed", () => {
    expectFailed(outcomes.broken);
    expect(outcomes.broken.attempts.map(({ answer }) => answer)).toEqual([500, 500, 500, 500, 500]);
    expect(outcomes.broken.state).toEqual(before);
  });

  test(`taken, and never seen: ${rollback ? "rolled back, which is a row of its own" : "nothing to roll back to"}`, () => {
    expectFailed(outcomes.invisible);
    const others = outcomes.invisible.ledger.filter((one) => one !== mainRow(outcomes.invisible));
    if (rollback === undefined) {
      expect(others).toEqual([]);
      return;
    }
    expect(outcomes.invisible.state).toEqual(before);
    expect(others).toEqual([
      expect.objectContaining({
        ActionType: rollback,
        ResultState: "Succeeded",
        ActionMode: "Enforced",
        RollbackOf: mainRow(outcomes.invisible)!.ActionId,
      }),
    ]);
  });

  test("denied", () => {
    expectUntouched(outcomes.denied, "Denied", /denied by ana@contoso\.com/);
    expect(mainRow(outcomes.denied)).toMatchObject({ ApprovalState: "Denied", ApprovedBy: "" });
  });

  test("approved by somebody who is no approver: told once, and nothing is done", () => {
    expectUntouched(outcomes.wrongPerson, "TimedOut", /bea@contoso\.com does not count/);
    expect(outcomes.wrongPerson.said.filter((comment) => comment.includes("does not count"))).toHaveLength(1);
  });

  test("nobody answers within the hour", () => {
    expectUntouched(outcomes.nobody, "TimedOut", /Nobody approved in time/);
    expect(outcomes.nobody.seconds).toBeGreaterThanOrEqual(3600);
  });

  test("triggered again while a run waits: nobody is asked twice", () => {
    expectUntouched(outcomes.askedAlready, "Skipped", /Another run of this playbook waits/);
    const own = outcomes.askedAlready.said.filter((comment) => !comment.includes("0badc0de"));
    expect(own).toEqual([expect.stringMatching(/^Left alone/)]);
    expect(outcomes.askedAlready.seconds).toBeLessThan(60);
  });

  if (alreadyDone)
    test("done already", () => {
      expect([outcomes.done.status, outcomes.done.changes, outcomes.done.labels]).toEqual(["Succeeded", 0, []]);
      expect(mainRow(outcomes.done)).toMatchObject({ ResultState: "Skipped", ActionMode: "DryRun" });
    });

  test("the circuit breaker is open: a person is asked", () => {
    const why = alwaysAsks ? /a person has to approve|a person's approval/i : /circuit breaker is open/;
    expectUntouched(outcomes.breakerOpen, "TimedOut", why);
    expect(outcomes.breakerOpen.said[0]).toMatch(`Approval requested by ${name}`);
  });

  test("without its permission: nothing is changed, and the run fails", () => {
    const { status, state, labels, changes } = outcomes.unpermitted;
    expect([status, state, labels, changes]).toEqual(["Failed", before, [], 0]);
    expect(mainRow(outcomes.unpermitted)).toMatchObject({ ResultState: "Failed" });
  });
}
