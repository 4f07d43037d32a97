import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fetchTrusting } from "../../collector/http/fetch";
import { VirtualClock } from "../../lib/clock";
import { readWorkspace, SentinelEmulator } from "../../lib/emulator";
import { issueToken, QueryServer } from "../../lib/emulator/server";
import { smallWorkspace, temporaryFolder, writeStack } from "./support";

const reader = "aaaaaaaa-0000-4000-8000-000000000001";
const audience = "https://api.loganalytics.io";
const root = temporaryFolder();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function started() {
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
  const server = await QueryServer.start(emulator, { clock: new VirtualClock(new Date("2026-03-02T10:00:00Z")) });
  closing.push(async () => {
    await server.close();
    emulator.close();
  });
  const fetch = fetchTrusting(readFileSync(server.caFile, "utf8"));
  const ask = async (body: unknown, { id = server.workspaceId, token = issueToken(reader, audience) } = {}) => {
    const response = await fetch(`${server.endpoint}/v1/workspaces/${id}/query`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  return { ask };
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
  ["a timespan", { query: "print 1", timespan: "P1D" }, {}, 400, "BadArgumentError"],
  ["no query", {}, {}, 400, "BadArgumentError"],
])("%s is refused", async (_what, body, options, status, code) => {
  const { ask } = await started();
  expect(await ask(body, options)).toMatchObject({ status, body: { error: { code } } });
});
