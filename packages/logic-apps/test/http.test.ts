import { runWorkflow, workflowOf } from "../src";
import { compose, definitionOf, following, last, run, statusesOf } from "./harness";

const get = (more: object = {}, inputs: object = {}) => ({
  type: "Http",
  inputs: { method: "get", uri: "https://api.test/items", ...inputs },
  ...more,
});
const codes = (calls: readonly { answer: unknown }[]) => calls.map(({ answer }) => answer);

test("a request is made of method, address, queries, headers and body", async () => {
  const inputs = { method: "POST", queries: { $filter: "a b" }, headers: { n: 1 }, body: { at: "@utcNow('s')" } };
  const result = await run(
    { A: get({}, inputs) },
    { answers: [{ status: 201, headers: { etag: "x" }, body: { ok: true } }] },
  );
  expect(result.calls).toEqual([
    {
      kind: "http",
      action: "A",
      method: "POST",
      url: "https://api.test/items?%24filter=a%20b",
      headers: { n: "1" },
      body: { at: "2026-01-01T00:00:00" },
      time: "2026-01-01T00:00:00.000Z",
      attempt: 1,
      answer: 201,
      responseBody: { ok: true },
    },
  ]);
  expect(last(result, "A").outputs).toEqual({ statusCode: 201, headers: { etag: "x" }, body: { ok: true } });
});

test("an error keeps the answer and takes its name as code", async () => {
  const result = await run({ A: get() }, { answers: [{ status: 404, body: { error: 1 } }] });
  const { status, code, outputs } = last(result, "A");
  expect([status, code, outputs]).toEqual(["Failed", "NotFound", { statusCode: 404, headers: {}, body: { error: 1 } }]);
});

describe("retries", () => {
  test("408, 429 and 5xx are tried four times more, with growing waits", async () => {
    const result = await run({ A: get() }, { answers: [{ status: 503 }] });
    expect(result.calls.map(({ attempt, time }) => `${attempt} ${time.slice(14, 19)}`)).toEqual([
      "1 00:00",
      "2 00:07",
      "3 00:21",
      "4 00:49",
      "5 01:34",
    ]);
    expect(last(result, "A").code).toBe("ServiceUnavailable");
  });

  test("a longer Retry-After wins", async () => {
    const answers = [{ status: 429, headers: { "Retry-After": "120" }, times: 1 }, { status: 200 }];
    const result = await run({ A: get() }, { answers });
    expect([codes(result.calls), result.endTime]).toEqual([[429, 200], "2026-01-01T00:02:00.000Z"]);
    const date = [
      { status: 429, headers: { "retry-after": "Thu, 01 Jan 2026 00:05:00 GMT" }, times: 1 },
      { status: 200 },
    ];
    expect((await run({ A: get() }, { answers: date })).endTime).toBe("2026-01-01T00:05:00.000Z");
  });

  test.each([
    ["none", { type: "none" }, [500], "00:00:00"],
    ["fixed", { type: "fixed", count: 2, interval: "PT10S" }, [500, 500, 500], "00:00:20"],
    [
      "exponential",
      { type: "exponential", count: 2, interval: "PT10S", maximumInterval: "PT15S" },
      [500, 500, 500],
      "00:00:25",
    ],
  ])("policy %s", async (_, retryPolicy, expected, end) => {
    const result = await run({ A: get({}, { retryPolicy }) }, { answers: [{ status: 500 }] });
    expect([codes(result.calls), result.endTime.slice(11, 19)]).toEqual([expected, end]);
  });

  test("a policy that is none fails the action", async () => {
    const result = await run({ A: get({}, { retryPolicy: { type: "often" } }) }, { answers: [{}] });
    expect([last(result, "A").error?.message, result.calls]).toEqual([
      expect.stringContaining('"often" is no retry policy'),
      [],
    ]);
  });

  test("no answer: timeouts end TimedOut, broken connections Failed", async () => {
    const retryPolicy = { type: "none" };
    const ended = async (failure: string) =>
      last(await run({ A: get({}, { retryPolicy }) }, { answers: [{ failure }] }), "A").status;
    expect([await ended("timeout"), await ended("connection")]).toEqual(["TimedOut", "Failed"]);
  });
});

test("202 with a Location is polled until done, unless told otherwise", async () => {
  const answers = [
    {
      method: "GET",
      url: "https://api.test/items",
      status: 202,
      headers: { Location: "https://api.test/op", "Retry-After": "5" },
    },
    { url: "https://api.test/op", status: 202, headers: { Location: "https://api.test/op" }, times: 1 },
    { url: "https://api.test/op", body: "done" },
  ];
  const result = await run({ A: get() }, { answers });
  expect([last(result, "A").outputs, result.endTime]).toEqual([
    { statusCode: 200, headers: {}, body: "done" },
    "2026-01-01T00:00:25.000Z",
  ]);
  const plain = await run({ A: get({ operationOptions: "DisableAsyncPattern" }) }, { answers });
  expect(codes(plain.calls)).toEqual([202]);
  const endless = await run(
    { A: get({ limit: { timeout: "PT1M" } }) },
    { answers: [{ status: 202, headers: { Location: "l" } }] },
  );
  expect(last(endless, "A").status).toBe("TimedOut");
});

test("pages are followed up to the count asked for", async () => {
  const page = (n: number, next: boolean) => ({
    url: n === 1 ? "https://api.test/items" : `https://api.test/items?page=${n}`,
    body: { value: [n], ...(next ? { "@odata.nextLink": `https://api.test/items?page=${n + 1}` } : {}) },
  });
  const answers = [page(1, true), page(2, true), page(3, false)];
  const paged = (minimumItemCount: number) => get({ runtimeConfiguration: { paginationPolicy: { minimumItemCount } } });
  const bodyOf = async (action: object) =>
    (last(await run({ A: action }, { answers }), "A").outputs as { body: object }).body;
  expect(await bodyOf(paged(100))).toEqual({ value: [1, 2, 3] });
  expect(await bodyOf(paged(2))).toEqual({ value: [1, 2] });
  expect(await bodyOf(get())).toHaveProperty(["@odata.nextLink"]);
});

describe("services", () => {
  const connection = { connection: { name: "@parameters('$connections')['mail']['connectionId']" } };
  const definition = { parameters: { $connections: { type: "Object", defaultValue: {} } } };

  test("connectors get an address by connection; connections not given get stand-ins", async () => {
    const action = {
      type: "ApiConnection",
      inputs: { host: connection, method: "post", path: "/v2/Mail", queries: { a: 1 }, body: {} },
    };
    const answers = [{ method: "POST", url: "connection://mail/v2/Mail?a=1", body: { id: 1 } }];
    expect((await run({ A: action }, { answers, definition })).status).toBe("Succeeded");
    const parameters = { $connections: { mail: { connectionId: "/subscriptions/s/connections/office-1" } } };
    expect((await run({ A: action }, { answers, definition, parameters })).status).toBe("Succeeded");
  });

  test("child workflows, functions and batches", async () => {
    const host = { triggerName: "manual", workflow: { id: "/workflows/child" } };
    const result = await run(
      {
        W: { type: "Workflow", inputs: { host, body: 1 } },
        F: {
          type: "Function",
          inputs: { function: { id: "/sites/app/functions/f" }, method: "GET", queries: { q: "1" } },
        },
        B: { type: "SendToBatch", inputs: { batchName: "b", content: { x: 1 }, host } },
      },
      { answers: [{}] },
    );
    expect(result.calls.map(({ kind, method, url, body }) => [kind, method, url, body])).toEqual([
      ["workflow", "POST", "workflow://workflows/child/triggers/manual", 1],
      ["function", "GET", "function://sites/app/functions/f?q=1", undefined],
      ["batch", "POST", "workflow://workflows/child/triggers/manual", { x: 1 }],
    ]);
  });

  test("JavaScript is refused unless an answer stands in for it", async () => {
    const actions = { Js: { type: "JavaScriptCode", inputs: { code: "return '@x';" } } };
    await expect(run(actions)).rejects.toThrow(/code-not-run action "Js" holds JavaScript.*script:\/\/Js/);
    const result = await run(actions, { answers: [{ url: "script://Js", body: 5 }] });
    expect(last(result, "Js").outputs).toMatchObject({ body: 5 });
  });

  test("a webhook waits for its callback, or times out", async () => {
    const action = {
      type: "ApiConnectionWebhook",
      inputs: { host: connection, path: "/subscriptions", body: { url: "@{listCallbackUrl()}" } },
      limit: { timeout: "PT1H" },
    };
    const answered = await run(
      { A: action, B: compose("@body('A')", following("A")) },
      {
        answers: [{ callback: { after: "PT10M", body: { choice: "yes" } } }],
        definition,
      },
    );
    expect([last(answered, "B").outputs, answered.endTime]).toEqual([{ choice: "yes" }, "2026-01-01T00:10:00.000Z"]);
    const late = await run(
      { A: action, B: compose(1, { A: ["TimedOut"] }) },
      {
        answers: [{ callback: { after: "PT2H" } }],
        definition,
      },
    );
    expect([statusesOf(late), late.endTime]).toEqual([{ A: "TimedOut", B: "Succeeded" }, "2026-01-01T01:00:00.000Z"]);
  });

  test("an HttpWebhook that timed out is unsubscribed", async () => {
    const authentication = { type: "Basic", username: "u", password: "s3cret" };
    const part = (uri: string) => ({ method: "POST", uri, body: {}, authentication, retryPolicy: { type: "none" } });
    const inputs = { subscribe: part("https://api.test/on"), unsubscribe: part("https://api.test/off") };
    const action = { type: "HttpWebhook", inputs, limit: { timeout: "PT1H" } };
    const urls = async (answers: object[]) => (await run({ A: action }, { answers })).calls.map(({ url }) => url);
    expect(await urls([{}])).toEqual(["https://api.test/on", "https://api.test/off"]);
    expect(await urls([{ callback: { body: 1 } }])).toEqual(["https://api.test/on"]);
    expect(await urls([{ status: 500 }])).toEqual(["https://api.test/on"]);
    expect(JSON.stringify(await run({ A: action }, { answers: [{}] }))).not.toContain("s3cret");
  });

  test("Response answers the caller once", async () => {
    const response = (body: unknown, runAfter: object = {}) => ({
      type: "Response",
      inputs: { statusCode: 200, body },
      runAfter,
    });
    const result = await run({ A: response(1), B: response(2, following("A")) });
    expect([result.response, last(result, "B").code]).toEqual([{ statusCode: 200, body: 1 }, "ResponseAlreadySent"]);
  });
});

describe("what is secret stays out of the report", () => {
  const secure = (...properties: string[]) => ({ runtimeConfiguration: { secureData: { properties } } });

  test("secure inputs and outputs, and what reads them", async () => {
    const result = await run(
      {
        Token: get(secure("outputs")),
        Copy: compose("@body('Token')", following("Token")),
        Use: get({ runAfter: following("Copy") }, { headers: { Authorization: "@outputs('Copy')" } }),
        Open: compose("open", following("Use")),
      },
      { answers: [{ body: "s3cret" }] },
    );
    expect(JSON.stringify(result).match(/s3cret/g)).toEqual(["s3cret", "s3cret"]);
    expect([last(result, "Use").outputs, result.calls[1]!.responseBody]).toEqual([
      expect.objectContaining({ body: "s3cret" }),
      "s3cret",
    ]);
    expect([
      last(result, "Token").outputs,
      last(result, "Copy").outputs,
      last(result, "Use").inputs,
      last(result, "Open").outputs,
    ]).toEqual(["(secured)", "(secured)", "(secured)", "open"]);
    expect(result.calls.map(({ url }) => url)).toEqual(["https://api.test/items", "(secured)"]);
  });

  test("credentials in authentication, always; messages of failures", async () => {
    const authentication = { type: "Basic", username: "u", password: "s3cret" };
    const result = await run(
      { A: get({}, { authentication }), B: { ...compose("@int('s3cret')"), ...secure("inputs") } },
      { answers: [{}] },
    );
    expect(JSON.stringify(result)).not.toContain("s3cret");
    expect(result.calls[0]!.authentication).toEqual({ type: "Basic", username: "u", password: "(secured)" });
  });
});

test("limits and paging that are none fail the action", async () => {
  const message = async (more: object) => last(await run({ A: get(more) }, { answers: [{}] }), "A").error?.message;
  expect(await message({ limit: { timeout: "soon" } })).toMatch(
    /^wf:1:\d+: limit.timeout takes a duration such as PT1H, received "soon"$/,
  );
  expect(await message({ limit: { timeout: "@{concat('PT', '1H')}" } })).toBeUndefined();
  expect(await message({ runtimeConfiguration: { paginationPolicy: { minimumItemCount: "all" } } })).toContain(
    "takes an integer",
  );
});

test("static results stand in for an action", async () => {
  const actions = {
    A: get({ runtimeConfiguration: { staticResult: { name: "A0", staticResultOptions: "Enabled" } } }),
  };
  const of = (result: object) => run(actions, { definition: { staticResults: { A0: result } } });
  expect(last(await of({ status: "Succeeded", outputs: { body: 5 } }), "A").outputs).toEqual({ body: 5 });
  expect(last(await of({ status: "Failed", error: { code: "E", message: "m" } }), "A").error).toEqual({
    code: "E",
    message: "m",
  });
});

describe("refusals", () => {
  test("an unknown action type or function, before anything is sent", async () => {
    const actions = { A: get(), B: { type: "Composee", inputs: "@topper('a')" } };
    const message = await run(actions, { answers: [{}] }).catch((error: Error) => error.message);
    expect(message).toMatch(
      /^wf:1:\d+ error unknown-action-type action "B" is of type "Composee" \(did you mean "Compose"\?\)$/m,
    );
    expect(message).toMatch(
      /^wf:1:\d+ error unknown-function topper\(\) is no function \(did you mean "toUpper"\?\)$/m,
    );
  });

  test("a request without an answer ends the run with what to add", async () => {
    await expect(run({ A: get() })).rejects.toThrow(
      'http.json: has no answer for GET https://api.test/items of action "A"; add',
    );
  });

  test.each([
    [{}, 'parameter "P" has no value'],
    [{ P: null }, 'parameter "P" is null and has no default'],
    [{ PP: 1 }, 'declares no parameter "PP"; did you mean "P"?'],
    [{ Q: 1 }, 'declares no parameter "Q"; declare it under parameters'],
    [{ P: 1 }, 'parameter "P" is 1 (Integer); give a value of type String'],
    [{ P: "c" }, 'parameter "P" is "c"; use one of "a", "b"'],
  ])("parameters %j", async (parameters, message) => {
    const definition = { parameters: { P: { type: "String", allowedValues: ["a", "b"] } } };
    await expect(run({ A: compose(1) }, { definition, parameters })).rejects.toThrow(message);
  });

  test("several triggers need a choice", async () => {
    const triggers = { one: { type: "Request" }, two: { type: "Recurrence" } };
    const workflow = workflowOf("wf", definitionOf({}, { triggers }));
    const start = (name?: string) =>
      runWorkflow(workflow, {
        trigger: { ...(name ? { name } : {}), outputs: {} },
        transport: { send: async () => ({ status: 200 }) },
      });
    await expect(start()).rejects.toThrow("wf: has 2 triggers; say which one fires: one, two");
    await expect(start("tow")).rejects.toThrow('has no trigger "tow"; did you mean "two"?');
    expect((await start("two")).trigger).toBe("two");
  });
});
