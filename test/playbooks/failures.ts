import { actingPlaybooks } from "./acting";
import { type Outcome, play, type ScenarioName } from "./scenarios";

/** What every way of going wrong must lead to, whichever playbook it is. */
export function describeFailures(id: string): void {
  const { name, before, after, row, rollback, tag, alwaysAsks, alreadyDone } = actingPlaybooks[id]!;
  const outcomeOf = async (scenario: ScenarioName) => (await play(id, scenario))!;

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

  test("nothing goes wrong", async () => expectDone(await outcomeOf("fine")));

  test("403: recorded, told, failed, and not tried again", async () => {
    const outcome = await outcomeOf("forbidden");
    expectFailed(outcome);
    expect(outcome).toMatchObject({ state: before, attempts: [{ answer: 403 }] });
    expect(mainRow(outcome)).toMatchObject({ HttpStatus: 403 });
  });

  test("404: there is nothing to act on", async () =>
    expectUntouched(await outcomeOf("missing"), "Skipped", /Left alone/));

  test("429: waits as long as it is told", async () => {
    const outcome = await outcomeOf("throttled");
    expectDone(outcome);
    const [refused, taken] = outcome.attempts;
    expect(refused!.answer).toBe(429);
    expect(taken!.second - refused!.second).toBeGreaterThanOrEqual(90);
  });

  test("503 twice: done at the third attempt", async () => {
    const outcome = await outcomeOf("unavailableTwice");
    expectDone(outcome);
    expect(outcome.attempts.map(({ answer }) => answer)).toEqual([503, 503, expect.any(Number)]);
  });

  test("500 for good: five attempts, recorded, failed", async () => {
    const outcome = await outcomeOf("broken");
    expectFailed(outcome);
    expect(outcome.attempts.map(({ answer }) => answer)).toEqual([500, 500, 500, 500, 500]);
    expect(outcome.state).toEqual(before);
  });

  test(`taken, and never seen: ${rollback ? "rolled back, which is a row of its own" : "nothing to roll back to"}`, async () => {
    const outcome = await outcomeOf("invisible");
    expectFailed(outcome);
    const others = outcome.ledger.filter((one) => one !== mainRow(outcome));
    if (rollback === undefined) {
      expect(others).toEqual([]);
      return;
    }
    expect(outcome.state).toEqual(before);
    expect(others).toEqual([
      expect.objectContaining({
        ActionType: rollback,
        ResultState: "Succeeded",
        ActionMode: "Enforced",
        RollbackOf: mainRow(outcome)!.ActionId,
      }),
    ]);
  });

  test("denied", async () => {
    const outcome = await outcomeOf("denied");
    expectUntouched(outcome, "Denied", /denied by ana@contoso\.com/);
    expect(mainRow(outcome)).toMatchObject({ ApprovalState: "Denied", ApprovedBy: "" });
  });

  test("approved by somebody who is no approver: told once, and nothing is done", async () => {
    const outcome = await outcomeOf("wrongPerson");
    expectUntouched(outcome, "TimedOut", /bea@contoso\.com does not count/);
    expect(outcome.said.filter((comment) => comment.includes("does not count"))).toHaveLength(1);
  });

  test("nobody answers within the hour", async () => {
    const outcome = await outcomeOf("nobody");
    expectUntouched(outcome, "TimedOut", /Nobody approved in time/);
    expect(outcome.seconds).toBeGreaterThanOrEqual(3600);
  });

  test("triggered again while a run waits: nobody is asked twice", async () => {
    const outcome = await outcomeOf("askedAlready");
    expectUntouched(outcome, "Skipped", /Another run of this playbook waits/);
    const own = outcome.said.filter((comment) => !comment.includes("0badc0de"));
    expect(own).toEqual([expect.stringMatching(/^Left alone/)]);
    expect(outcome.seconds).toBeLessThan(60);
  });

  if (alreadyDone)
    test("done already", async () => {
      const outcome = await outcomeOf("done");
      expect([outcome.status, outcome.changes, outcome.labels]).toEqual(["Succeeded", 0, []]);
      expect(mainRow(outcome)).toMatchObject({ ResultState: "Skipped", ActionMode: "DryRun" });
    });

  test("the circuit breaker is open: a person is asked", async () => {
    const outcome = await outcomeOf("breakerOpen");
    const why = alwaysAsks ? /a person has to approve|a person's approval/i : /circuit breaker is open/;
    expectUntouched(outcome, "TimedOut", why);
    expect(outcome.said[0]).toMatch(`Approval requested by ${name}`);
  });

  test("without its permission: nothing is changed, and the run fails", async () => {
    const outcome = await outcomeOf("unpermitted");
    const { status, state, labels, changes } = outcome;
    expect([status, state, labels, changes]).toEqual(["Failed", before, [], 0]);
    expect(mainRow(outcome)).toMatchObject({ ResultState: "Failed" });
  });
}
