import { compose, fail, following, last, run, statusesOf } from "./harness";

const append = (value: unknown, runAfter: object = {}) => ({
  type: "AppendToArrayVariable",
  inputs: { name: "Log", value },
  runAfter,
});
const log = { type: "InitializeVariable", inputs: { variables: [{ name: "Log", type: "array" }] } };
const theLog = { outputs: { log: { type: "Array", value: "@variables('Log')" } } };
const logOf = (outputs: unknown) => (outputs as { log: { value: unknown } }).log.value;

describe("runAfter", () => {
  test("actions run once what they wait for has ended, in any order of writing", async () => {
    const result = await run(
      { C: append("c", following("B")), Log: log, B: append("b", following("Log")) },
      { definition: theLog },
    );
    expect(logOf(result.outputs)).toEqual(["b", "c"]);
  });

  test("a failure skips what waits for success, and runs what waits for failure", async () => {
    const result = await run({
      A: fail(),
      Next: compose(1, following("A")),
      Handler: compose(1, { A: ["Failed"] }),
      AfterSkipped: compose(1, { Next: ["Skipped"] }),
    });
    expect(statusesOf(result)).toEqual({
      A: "Failed",
      Handler: "Succeeded",
      Next: "Skipped",
      AfterSkipped: "Succeeded",
    });
    expect(result.status).toBe("Succeeded");
  });

  test("a leaf that was skipped counts as what it ran after", async () => {
    expect((await run({ A: fail(), B: compose(1, following("A")) })).status).toBe("Failed");
    expect((await run({ A: compose(1), Handler: compose(1, { A: ["Failed"] }) })).status).toBe("Succeeded");
  });

  test("failures name the place of the expression", async () => {
    const result = await run({ A: fail() });
    expect(last(result, "A").error).toEqual({
      code: "InvalidTemplate",
      message: expect.stringMatching(/^wf:1:\d+: int\(\) takes an integer/),
    });
  });
});

describe("scopes", () => {
  test("a scope has the status of its leaves, and result() lists its actions", async () => {
    const result = await run({
      S: { type: "Scope", actions: { A: fail(), B: compose(1, following("A")) } },
      Catch: compose("@first(result('S'))['error']['code']", { S: ["Failed"] }),
    });
    expect([last(result, "S").status, last(result, "Catch").outputs]).toEqual(["Failed", "InvalidTemplate"]);
  });

  test("If runs one branch and skips the other", async () => {
    const branch = (expression: unknown) =>
      run({
        If: { type: "If", expression, actions: { Yes: compose(1) }, else: { actions: { No: compose(1) } } },
      }).then(statusesOf);
    expect(await branch({ and: [{ equals: [1, "@add(0, 1)"] }, { not: { equals: ["a", "b"] } }] })).toEqual({
      If: "Succeeded",
      Yes: "Succeeded",
      No: "Skipped",
    });
    expect(await branch("@equals(1, 2)")).toMatchObject({ Yes: "Skipped", No: "Succeeded" });
    expect(await branch({ or: [{ greater: [1, 2] }, { contains: ["abc", "b"] }] })).toMatchObject({ Yes: "Succeeded" });
    expect(await branch("yes")).toMatchObject({ If: "Failed", Yes: "Skipped", No: "Skipped" });
    expect(await branch({ and: [{ greater: [null, 2] }] })).toMatchObject({ If: "Failed" });
  });

  test("Switch runs the case that equals, or default", async () => {
    const choose = (expression: unknown) =>
      run({
        Switch: {
          type: "Switch",
          expression,
          cases: { One: { case: 1, actions: { A: compose(1) } }, Two: { case: "2", actions: { B: compose(1) } } },
          default: { actions: { C: compose(1) } },
        },
      }).then(statusesOf);
    expect(await choose("@int('1')")).toMatchObject({ A: "Succeeded", B: "Skipped", C: "Skipped" });
    expect(await choose("2")).toMatchObject({ A: "Skipped", B: "Succeeded" });
    expect(await choose(2)).toMatchObject({ B: "Skipped", C: "Succeeded" });
  });
});

describe("loops", () => {
  test("Foreach runs in the order of the items; inner actions see their own turn", async () => {
    const result = await run(
      {
        Log: log,
        Each: {
          type: "Foreach",
          foreach: "@triggerBody()",
          runAfter: following("Log"),
          actions: {
            Double: compose("@mul(item(), 2)"),
            Keep: append("@outputs('Double')", following("Double")),
            Inner: {
              type: "Foreach",
              foreach: "@createArray('x')",
              runAfter: following("Keep"),
              actions: { Pair: append("@concat(items('Each'), item())") },
            },
          },
        },
        After: compose("@outputs('Double')", following("Each")),
      },
      { trigger: { body: [1, 2] }, definition: theLog },
    );
    expect(logOf(result.outputs)).toEqual([2, "1x", 4, "2x"]);
    expect(last(result, "After").outputs).toEqual([2, 4]);
    expect(statusesOf(result)).toMatchObject({ "Each[1]/Inner[0]/Pair": "Succeeded" });
  });

  test("one failing turn fails the loop; the others run", async () => {
    const actions = { Each: { type: "Foreach", foreach: "@triggerBody()", actions: { A: compose("@int(item())") } } };
    const result = await run(actions, { trigger: { body: ["x", "1"] } });
    expect(statusesOf(result)).toEqual({ Each: "Failed", "Each[0]/A": "Failed", "Each[1]/A": "Succeeded" });
    expect(statusesOf(await run(actions, { trigger: { body: [] } }))).toEqual({ Each: "Succeeded", A: "Skipped" });
    expect(last(await run(actions, { trigger: {} }), "Each").error?.message).toContain("takes an array, received null");
  });

  const counting = (more: object) => ({
    N: { type: "InitializeVariable", inputs: { variables: [{ name: "N", type: "integer", value: 0 }] } },
    Loop: {
      type: "Until",
      expression: "@equals(variables('N'), 3)",
      runAfter: following("N"),
      actions: {
        Add: { type: "IncrementVariable", inputs: { name: "N" } },
        Pause: { type: "Wait", inputs: { interval: { count: 10, unit: "Minute" } }, runAfter: following("Add") },
      },
      ...more,
    },
  });

  test("Until runs until its expression holds", async () => {
    const result = await run(counting({}));
    expect([last(result, "Loop").inputs, result.endTime]).toEqual([{ iterationCount: 3 }, "2026-01-01T00:30:00.000Z"]);
  });

  test.each([
    ["count", { limit: { count: 2, timeout: "PT1H" } }, "its count of 2"],
    ["timeout", { limit: { count: 9, timeout: "PT15M" } }, "its timeout of 900 s"],
  ])("Until stops at its %s, and fails when told so", async (_, limit, message) => {
    expect(last(await run(counting(limit)), "Loop").status).toBe("Succeeded");
    const strict = await run(counting({ ...limit, operationOptions: "FailWhenLimitsReached" }));
    expect(last(strict, "Loop").error?.message).toContain(message);
  });
});

test("a branch that a later turn does not take is Skipped in that turn", async () => {
  const result = await run({
    Loop: {
      type: "Until",
      expression: "@equals(iterationIndexes('Loop'), 1)",
      actions: {
        If: { type: "If", expression: "@equals(iterationIndexes('Loop'), 0)", actions: { First: compose("once") } },
        Read: compose("@outputs('First')", following("If")),
      },
    },
  });
  expect(statusesOf(result)).toMatchObject({ "Loop[0]/First": "Succeeded", "Loop[1]/First": "Skipped" });
  expect(result.actions.filter(({ name }) => name === "Read").map(({ outputs }) => outputs)).toEqual(["once", null]);
});

describe("ends", () => {
  test("Terminate ends the run at once, with its status and error", async () => {
    const result = await run({
      S: {
        type: "Scope",
        actions: {
          End: { type: "Terminate", inputs: { runStatus: "Failed", runError: { code: "E1", message: "m" } } },
        },
      },
      Never: compose(1, following("S")),
    });
    expect([result.status, result.error]).toEqual(["Failed", { code: "E1", message: "m" }]);
    expect(statusesOf(result)).toEqual({ S: "Cancelled", End: "Succeeded" });
  });

  test("a trigger condition that does not hold starts no run", async () => {
    const triggers = { manual: { type: "Request", conditions: [{ expression: "@equals(triggerBody(), 1)" }] } };
    const only = { A: compose(1) };
    expect((await run(only, { definition: { triggers }, trigger: { body: 2 } })).status).toBe("Skipped");
    expect((await run(only, { definition: { triggers }, trigger: { body: 1 } })).status).toBe("Succeeded");
  });

  test("the same run twice is the same, GUIDs included", async () => {
    const actions = {
      A: compose({ id: "@guid()", at: "@utcNow()", n: "@rand(0, 1000)", run: "@workflow().run.name" }),
    };
    expect(await run(actions)).toEqual(await run(actions));
  });
});
