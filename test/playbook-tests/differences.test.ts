import type { HttpCall, WorkflowRun } from "@sentinel-agent-identities/logic-apps";
import { differences } from "../../lib/playbook-tests/differences";

const call = (method: string, url: string, body?: unknown) => ({ method, url, body }) as unknown as HttpCall;
const run = (...calls: HttpCall[]) => ({ status: "Succeeded", calls }) as unknown as WorkflowRun;
const patch = { method: "PATCH", url: "https://graph.test/*/agents/1" } as const;

test.each<[why: string, made: HttpCall[], expected: Parameters<typeof differences>[0]["requests"], found: string[]]>([
  ["nothing, and nothing made", [], [], []],
  ["requests that only read are left out", [call("GET", "https://a.test")], [], []],
  ["* stands for any text", [call("PATCH", "https://graph.test/v1.0/x/agents/1")], [patch], []],
  [
    "another end than the pattern's",
    [call("PATCH", "https://graph.test/v1.0/agents/12")],
    [patch],
    ["request 1 is PATCH https://graph.test/v1.0/agents/12, expected PATCH https://graph.test/*/agents/1"],
  ],
  [
    "another method",
    [call("DELETE", "https://graph.test/v1.0/agents/1")],
    [patch],
    ["request 1 is DELETE https://graph.test/v1.0/agents/1, expected PATCH https://graph.test/*/agents/1"],
  ],
  [
    "another order",
    [call("POST", "b:"), call("POST", "a:")],
    [
      { method: "POST", url: "a:" },
      { method: "POST", url: "b:" },
    ],
    ["request 1 is POST b:, expected POST a:", "request 2 is POST a:, expected POST b:"],
  ],
  [
    "one that nobody expects",
    [call("POST", "a:"), call("DELETE", "b:")],
    [{ method: "POST", url: "a:" }],
    ["expected 1 request(s), got 2: POST a:, DELETE b:"],
  ],
  ["none where one is expected", [], [patch], ["expected 1 request(s), got 0: none"]],
  [
    "what the body says",
    [call("POST", "a:", { b: "it is done" })],
    [{ method: "POST", url: "a:", says: "is done" }],
    [],
  ],
  [
    "a body that says something else",
    [call("POST", "a:", { b: 1 })],
    [{ method: "POST", url: "a:", says: "done" }],
    ['request 1 says {"b":1}, expected "done"'],
  ],
  [
    "no body",
    [call("POST", "a:")],
    [{ method: "POST", url: "a:", says: "done" }],
    ['request 1 says nothing, expected "done"'],
  ],
])("%s", (_why, made, requests, found) => {
  expect(differences({ status: "Succeeded", requests }, run(...made))).toEqual(found);
});

test("a run that ends otherwise says why", () => {
  const failed = { ...run(), status: "Failed", error: { code: "Forbidden", message: "no role" } } as WorkflowRun;
  expect(differences({ status: "Succeeded", requests: [] }, failed)).toEqual([
    "the run is Failed (Forbidden: no role), expected Succeeded",
  ]);
});
