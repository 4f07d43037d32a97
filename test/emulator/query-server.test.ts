import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { readWorkspace, SentinelEmulator } from "../../lib/emulator";
import { issueToken, QueryServer, type QueryServerOptions } from "../../lib/emulator/server";
import { fetchTrusting } from "../../packages/collector/src/http/fetch";
import { smallWorkspace, temporaryFolder, writeStack } from "./support";

const reader = "aaaaaaaa-0000-4000-8000-000000000001";
const audience = "https://api.loganalytics.io";
const root = temporaryFolder();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function started(more: Partial<QueryServerOptions> = {}) {
  const grant = {
    scope: "${azurerm_log_analytics_workspace.law.id}",
    role_definition_name: "Log Analytics Reader",
    principal_id: reader,
  };
  const stack = writeStack(
    mkdtempSync(join(root, "s-")),
    smallWorkspace({}, { azurerm_role_assignment: { reader: grant } }),
  );
  const emulator = await SentinelEmulator.open(readWorkspace(stack));
  const server = await QueryServer.start(emulator, {
    clock: new VirtualClock(new Date("2026-03-02T10:00:00Z")),
    ...more,
  });
  closing.push(async () => {
    await server.close();
    emulator.close();
  });
  const fetch = fetchTrusting(readFileSync(server.caFile, "utf8"));
  const ask = async (body: unknown, { id = server.workspaceId, token = issueToken(reader, audience) } = {}) => {
    const path = id.startsWith("/") ? id : `/workspaces/${id}`;
    const response = await fetch(`${server.endpoint}/v1${path}/query`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  return { ask, emulator };
}

test("a query is answered with one table; the present is the clock's, dynamic values are text", async () => {
  const { ask } = await started();
  const query = 'print Text = "a", Now = now(), Number = 5, Bag = dynamic({"a":1}), Nothing = int(null)';
  expect(await ask({ query })).toEqual({
    status: 200,
    body: {
      tables: [
        {
          name: "PrimaryResult",
          columns: [
            { name: "Text", type: "string" },
            { name: "Now", type: "datetime" },
            { name: "Number", type: "long" },
            { name: "Bag", type: "dynamic" },
            { name: "Nothing", type: "int" },
          ],
          rows: [["a", "2026-03-02T10:00:00.0000000Z", 5, '{"a":1}', null]],
        },
      ],
    },
  });
});

test.each([
  ["another workspace", { query: "print 1" }, { id: "x" }, 404, "WorkspaceNotFoundError"],
  [
    "a token for something else",
    { query: "print 1" },
    { token: issueToken(reader) },
    401,
    "AuthorizationRequiredError",
  ],
  [
    "somebody without the role",
    { query: "print 1" },
    { token: issueToken("bbbbbbbb-0000-4000-8000-000000000002", audience) },
    403,
    "InsufficientAccessError",
  ],
  ["a query that does not bind", { query: "Nowhere_CL | take 1" }, {}, 400, "BadArgumentError"],
  ["a timespan that is none", { query: "print 1", timespan: "a day" }, {}, 400, "BadArgumentError"],
  ["a query over several workspaces", { query: "print 1", workspaces: ["w"] }, {}, 400, "BadArgumentError"],
  ["no query", {}, {}, 400, "BadArgumentError"],
])("%s is refused", async (_what, body, options, status, code) => {
  const { ask } = await started();
  expect(await ask(body, options)).toMatchObject({ status, body: { error: { code } } });
});

test("a workspace may be named by its ARM id, which is the same whatever its case; who may ask is the same", async () => {
  const { ask, emulator } = await started();
  const id = emulator.workspace.armId.replace("resourceGroups", "resourcegroups");
  expect(await ask({ query: "print 1" }, { id })).toMatchObject({ status: 200, body: { tables: [{ rows: [[1]] }] } });
  const token = issueToken("bbbbbbbb-0000-4000-8000-000000000002", audience);
  expect((await ask({ query: "print 1" }, { id, token })).status).toBe(403);
  expect((await ask({ query: "print 1" }, { id: `${id}2` })).body.error.code).toBe("WorkspaceNotFoundError");
});

describe("of the rows", () => {
  const event = (TimeGenerated: string, Host: string) => ({
    data: { TimeGenerated, Host, Size: 1, Detail: null },
    place: Host,
    bytes: 1,
  });
  async function* rows() {
    yield event("2026-03-02T08:00:00Z", "early");
    yield event("2026-03-02T09:45:00Z", "late");
    yield event("2026-03-02T10:30:00Z", "to come");
  }
  const hosts = async (more: object, options: Partial<QueryServerOptions> = { onlyArrived: true }) => {
    const { ask, emulator } = await started(options);
    await emulator.ingest({ target: "Events_CL", file: "events", rows });
    return (
      await ask({ query: "Events_CL | order by TimeGenerated asc | project Host", ...more })
    ).body.tables[0].rows.flat();
  };

  test("a query sees all, or those that have come in by now", async () => {
    expect(await hosts({}, {})).toEqual(["early", "late", "to come"]);
    expect(await hosts({})).toEqual(["early", "late"]);
  });

  test.each([
    ["PT1H", ["late"]],
    ["2026-03-02T07:00:00Z/PT2H", ["early"]],
    ["PT3H/2026-03-02T09:45:00Z", ["early"]],
    ["2026-03-02T07:00:00Z/2026-03-02T10:00:00Z", ["early", "late"]],
  ])("the timespan %s lets %j through", async (timespan, expected) => {
    expect(await hosts({ timespan })).toEqual(expected);
  });
});
