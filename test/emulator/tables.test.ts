import { VirtualClock } from "@sentinel-agent-identities/clock";
import { Access, builtinRoles } from "../../lib/emulator/access";
import { FakeTables } from "../../lib/emulator/tables";
import { guid } from "./graph-support";

const table =
  "/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/acc/tableServices/default/tables/Claims";
const writer = guid(1);
const stranger = guid(2);
const contributor = builtinRoles.find(({ name }) => name === "Storage Table Data Contributor")!;

let clock: VirtualClock;
let tables: FakeTables;
beforeEach(() => {
  clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"));
  const access = new Access([{ principalId: writer, scope: table, role: contributor }]);
  tables = new FakeTables([{ id: table, host: "acc.table.core.windows.net", name: "Claims" }], access, clock);
});

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly by?: string;
}

const proper = { "x-ms-version": "2020-12-06", "x-ms-date": "Mon, 02 Mar 2026 10:00:00 GMT" };
const send = (method: string, path: string, { body, headers = {}, query = {}, by = writer }: Sent = {}) =>
  tables.answer(
    {
      method,
      path,
      host: "acc.table.core.windows.net",
      headers: { ...proper, ...headers },
      query: new URLSearchParams(query),
      body,
    },
    by,
  );
const row = (key: string, more: object = {}) => ({ PartitionKey: "p", RowKey: key, ...more });
const at = (key: string) => `/Claims(PartitionKey='p',RowKey='${key}')`;
const codeOf = ({ status, body }: ReturnType<typeof send>) => [
  status,
  (body as { "odata.error"?: { code: string } } | undefined)?.["odata.error"]?.code,
];

test("an entity is inserted once", () => {
  const first = send("POST", "/Claims", { body: row("a"), headers: { prefer: "return-no-content" } });
  expect([first.status, first.body]).toEqual([204, undefined]);
  expect(first.headers!.ETag).toMatch(/^W\/"datetime'2026-03-02T10%3A00%3A00\.000/);
  expect(codeOf(send("POST", "/Claims", { body: row("a") }))).toEqual([409, "EntityAlreadyExists"]);
  expect(send("POST", "/Claims", { body: row("b", { N: 1 }) })).toMatchObject({ status: 201, body: { N: 1 } });
});

test("an update goes by the tag it was read with", () => {
  const tag = send("POST", "/Claims", { body: row("a") }).headers!.ETag!;
  const changed = send("PUT", at("a"), { body: { N: 2 }, headers: { "if-match": tag } });
  expect([changed.status, changed.headers!.ETag === tag]).toEqual([204, false]);
  const late = send("PUT", at("a"), { body: { N: 3 }, headers: { "if-match": tag } });
  expect(codeOf(late)).toEqual([412, "UpdateConditionNotSatisfied"]);
  expect(send("PUT", at("a"), { body: { N: 4 }, headers: { "if-match": "*" } }).status).toBe(204);
  expect(send("GET", at("a"), { headers: { accept: "application/json;odata=nometadata" } }).body).toMatchObject({
    N: 4,
  });
  expect(codeOf(send("PUT", at("gone"), { body: {}, headers: { "if-match": "*" } }))).toEqual([
    404,
    "ResourceNotFound",
  ]);
  expect(send("PUT", at("new"), { body: {} }).status).toBe(204);
  expect(codeOf(send("DELETE", at("a")))).toEqual([400, "MissingRequiredHeader"]);
  expect(send("DELETE", at("a"), { headers: { "if-match": "*" } }).status).toBe(204);
  expect(codeOf(send("GET", at("a")))).toEqual([404, "ResourceNotFound"]);
});

test.each([
  ["N gt 1", ["b", "c"]],
  ["N ge 1 and not (N eq 2)", ["a", "c"]],
  ["RowKey eq 'a' or Name eq 'it''s'", ["a", "b"]],
  ["T ge datetime'2026-03-02T09:30:00.0000000Z' and PartitionKey eq 'p'", ["a"]],
  ["Flag eq true", ["c"]],
  ["Missing ne 1", []],
  ["N gt '1'", []],
])("the filter %s", ($filter, keys) => {
  const time = { "T@odata.type": "Edm.DateTime" };
  for (const body of [
    row("a", { N: 1, ...time, T: "2026-03-02T09:30:00Z" }),
    row("b", { N: 2, Name: "it's", ...time, T: "2026-03-02T09:29:59Z" }),
    row("c", { N: 3, Flag: true }),
  ])
    send("POST", "/Claims", { body });
  const { status, body } = send("GET", "/Claims()", { query: { $filter, $select: "RowKey" } });
  expect([status, (body as { value: { RowKey: string }[] }).value.map(({ RowKey }) => RowKey)]).toEqual([200, keys]);
});

test("a list of more than a thousand goes on elsewhere", () => {
  for (let i = 0; i < 1001; i++) send("POST", "/Claims", { body: row(String(i).padStart(4, "0")) });
  const { headers, body } = send("GET", "/Claims()");
  expect((body as { value: unknown[] }).value).toHaveLength(1000);
  expect(headers).toEqual({ "x-ms-continuation-NextPartitionKey": "p", "x-ms-continuation-NextRowKey": "1000" });
  const rest = send("GET", "/Claims()", { query: { NextPartitionKey: "p", NextRowKey: "1000" } });
  expect((rest.body as { value: unknown[] }).value).toHaveLength(1);
});

test.each<[string, () => ReturnType<typeof send>, number, string]>([
  [
    "a stranger",
    () => send("POST", "/Claims", { body: row("a"), by: stranger }),
    403,
    "AuthorizationPermissionMismatch",
  ],
  ["another table", () => send("POST", "/Other", { body: row("a") }), 403, "AuthorizationPermissionMismatch"],
  [
    "an old version",
    () => send("GET", "/Claims()", { headers: { "x-ms-version": "2019-02-02" } }),
    403,
    "AuthenticationFailed",
  ],
  ["no date", () => send("GET", "/Claims()", { headers: { "x-ms-date": "" } }), 403, "AuthenticationFailed"],
  ["no key", () => send("POST", "/Claims", { body: { PartitionKey: "p" } }), 400, "PropertiesNeedValue"],
  ["a key with a slash", () => send("POST", "/Claims", { body: row("a/b") }), 400, "OutOfRangeInput"],
  ["a filter that is none", () => send("GET", "/Claims()", { query: { $filter: "N equals 1" } }), 400, "InvalidInput"],
  ["what nobody documents", () => send("PATCH", at("a"), { body: {} }), 501, "Emulator_UnknownRoute"],
])("%s is refused", (_what, answer, status, code) => expect(codeOf(answer())).toEqual([status, code]));
