import { compose, following, last, run } from "./harness";

const people = [
  { name: "Ann", age: 31, tags: ["a"] },
  { name: 'Bo "B", <b>', age: 17, tags: [] },
];
const outputsOf = async (action: object, body: unknown = people) =>
  last(await run({ A: action }, { trigger: { body: body as never } }), "A").outputs;
const errorOf = async (action: object, body: unknown = people) =>
  last(await run({ A: action }, { trigger: { body: body as never } }), "A").error?.message;

test("Query keeps the items for which where holds", async () => {
  const query = (where: string) => ({ type: "Query", inputs: { from: "@triggerBody()", where } });
  expect(await outputsOf(query("@greater(item()?['age'], 18)"))).toEqual({ body: [people[0]] });
  expect(await errorOf(query("@item()?['age']"))).toBe("where yields 31, neither true nor false");
  expect(await errorOf(query("@true"), null)).toContain("from takes an array, received null (Null)");
});

test("Select maps items to objects or values", async () => {
  const select = (map: unknown) => ({ type: "Select", inputs: { from: "@triggerBody()", select: map } });
  expect(await outputsOf(select({ n: "@item()?['name']" }))).toEqual({ body: [{ n: "Ann" }, { n: people[1]!.name }] });
  expect(await outputsOf(select("@item()"), [null, 1])).toEqual({ body: [null, 1] });
});

test("Join writes items as text", async () => {
  expect(await outputsOf({ type: "Join", inputs: { from: "@triggerBody()", joinWith: ";" } }, [1, "b"])).toEqual({
    body: "1;b",
  });
});

test("Table writes HTML and CSV, with columns listed or found", async () => {
  const table = (format: string, columns?: unknown) => ({
    type: "Table",
    inputs: { from: "@triggerBody()", format, columns },
  });
  const listed = [{ header: "Who", value: "@item()?['name']" }];
  expect(await outputsOf(table("HTML", listed))).toEqual({
    body:
      "<table><thead><tr><th>Who</th></tr></thead><tbody><tr><td>Ann</td></tr>" +
      "<tr><td>Bo &quot;B&quot;, &lt;b&gt;</td></tr></tbody></table>",
  });
  expect(await outputsOf(table("csv"))).toEqual({
    body: 'name,age,tags\r\nAnn,31,"[""a""]"\r\n"Bo ""B"", <b>",17,[]\r\n',
  });
  expect(await errorOf(table("XML"))).toBe('"XML" is no table format; use HTML or CSV');
});

test("ParseJson checks its schema", async () => {
  const parse = (schema: object, content = "@triggerBody()") => ({ type: "ParseJson", inputs: { content, schema } });
  const schema = {
    $schema: "http://json-schema.org/draft-04/schema#",
    type: "object",
    properties: { "@@odata.id": { type: "string" } },
    required: ["@@odata.id"],
  };
  expect(await outputsOf(parse(schema), '{"@odata.id":"1"}')).toEqual({ body: { "@odata.id": "1" } });
  expect(await errorOf(parse(schema), '{"@odata.id":1}')).toBe("content/@odata.id must be string");
  expect(await errorOf(parse(schema), "{}")).toBe("content must have required property '@odata.id'");
  expect(await errorOf(parse({ properties: { v: { pattern: "@concat('^', 'a')" } } }), { v: "b" })).toContain('"^a"');
  expect(await errorOf(parse(schema), "{")).toBe("content is a text that is not JSON");
  expect(await errorOf(parse(schema), null)).toBe("content is null");
  expect(await errorOf(parse({ type: "nothing" }), {})).toContain("the schema cannot be used");
});

describe("binary content", () => {
  const content = (bytes: Buffer, type = "application/octet-stream") => ({
    "$content-type": type,
    $content: bytes.toString("base64"),
  });

  test.each([
    ["@{triggerBody()}!", "größer!"],
    ["@concat('a ', triggerBody())", "a größer"],
    ["@string(triggerBody())", "größer"],
    ["@{triggerBody()?['$content']}", Buffer.from("größer").toString("base64")],
  ])("%s is decoded", async (inputs, text) => {
    expect(await outputsOf(compose(inputs), content(Buffer.from("größer")))).toBe(text);
    expect(await outputsOf(compose(inputs), content(Buffer.from("größer"), "text/csv"))).toBe(text);
  });

  test.each(["a @{triggerBody()}", "a @{string(triggerBody())}"])(
    "%s of bytes that are no text fails",
    async (inputs) => {
      const message = await errorOf(compose(inputs), content(Buffer.from([0xff, 0xfe, 0x00]), "image/png"));
      expect(message).toMatch(/^wf:1:\d+: content of type "image\/png" is no UTF-8 text; take \['\$content'\]/);
    },
  );
});

describe("variables", () => {
  const variable = (type: string, value?: unknown) => ({
    type: "InitializeVariable",
    inputs: { variables: [{ name: "V", type, ...(value === undefined ? {} : { value }) }] },
  });
  const use = (type: string, value?: unknown) => ({ type, inputs: { name: "v", value }, runAfter: following("V") });

  test.each([
    ["string", "a", "AppendToStringVariable", 1, "a1"],
    ["array", undefined, "AppendToArrayVariable", "x", ["x"]],
    ["integer", 2, "IncrementVariable", undefined, 3],
    ["integer", 2, "DecrementVariable", 5, -3],
    ["boolean", true, "SetVariable", "@equals(1, 2)", false],
    ["object", undefined, "SetVariable", { a: "@add(1, 1)" }, { a: 2 }],
  ])("%s: %s, %s %s", async (type, start, action, value, expected) => {
    const result = await run({ V: variable(type, start), A: use(action, value) });
    expect(last(result, "A").outputs).toEqual({ body: { name: "v", value: expected } });
  });

  test.each([
    ["integer", 1, "SetVariable", "a", 'variable "v" is of type integer and cannot hold "a" (String)'],
    ["string", "a", "IncrementVariable", 1, 'variable "v" is of type string, not integer or float'],
    ["text", "a", "SetVariable", 1, '"text" is no variable type'],
  ])("%s: %s, %s %s is refused", async (type, start, action, value, message) => {
    const result = await run({ V: variable(type, start), A: use(action, value) });
    expect(result.actions.find(({ status }) => status === "Failed")?.error?.message).toContain(message);
  });
});

test.each([
  ["CurrentTime", {}, "2026-01-01T00:00:00.0000000Z"],
  ["GetPastTime", { interval: 7, timeUnit: "Day" }, "2025-12-25T00:00:00.0000000Z"],
  ["GetFutureTime", { interval: "3", timeUnit: "Week" }, "2026-01-22T00:00:00.0000000Z"],
  ["AddToTime", { baseTime: "2026-01-31", interval: 1, timeUnit: "Month" }, "2026-02-28T00:00:00.0000000"],
  ["SubtractFromTime", { baseTime: "2026-01-31Z", interval: 1, timeUnit: "Hour", formatString: "HH:mm" }, "23:00"],
  [
    "ConvertTimeZone",
    { baseTime: "2026-01-01 00:00", sourceTimeZone: "UTC", destinationTimeZone: "Tokyo Standard Time" },
    "2026-01-01T09:00:00.0000000",
  ],
])("Expression %s", async (kind, inputs, expected) => {
  expect(await outputsOf({ type: "Expression", kind, inputs })).toEqual({ body: expected });
});

test("Expression without its inputs fails", async () => {
  expect(await errorOf({ type: "Expression", kind: "GetPastTime", inputs: {} })).toBe("getPastTime lacks inputs");
});

test("Wait moves the clock by an interval or to an instant", async () => {
  const wait = (inputs: object) => run({ A: { type: "wait", inputs }, B: compose("@utcNow('s')", following("A")) });
  expect(last(await wait({ interval: { count: 30, unit: "Second" } }), "B").outputs).toBe("2026-01-01T00:00:30");
  expect(last(await wait({ until: { timestamp: "2026-01-02T00:00:00Z" } }), "B").outputs).toBe("2026-01-02T00:00:00");
  expect(last(await wait({ interval: { count: 1, unit: "Month" } }), "A").error?.message).toContain("takes interval");
});

test("form and multipart functions read a trigger's and an action's body", async () => {
  const form = {
    One: "@triggerFormDataValue('a')",
    All: "@triggerFormDataMultiValues('a')",
    None: "@triggerFormDataValue('b')",
  };
  expect(await outputsOf(compose(form), "a=1&a=2")).toEqual({ One: "1", All: ["1", "2"], None: null });
  expect(await outputsOf(compose("@triggerMultipartBody(0)"), { $multipart: [{ body: "x" }] })).toBe("x");
  expect(await errorOf(compose("@triggerMultipartBody(1)"), { $multipart: [] })).toContain("finds 0 parts, none at 1");
  const result = await run(
    {
      Get: { type: "Http", inputs: { method: "GET", uri: "https://api.test" } },
      Form: compose(["@formDataValue('Get', 'a')", "@formDataMultiValues('Get', 'a')"], following("Get")),
    },
    { answers: [{ body: "a=1" }] },
  );
  expect(last(result, "Form").outputs).toEqual(["1", ["1"]]);
});
