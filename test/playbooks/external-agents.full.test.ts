import { type KeyObject, verify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Asked, receiver } from "../../examples/external-agents/receiver";
import type { EmulatedCloud } from "../../lib/emulator/responses";
import { guid } from "../emulator/graph-support";
import {
  agentId,
  analyst,
  answering,
  approves,
  failures,
  incident,
  ingest,
  minute,
  type Setting,
  said,
  start,
} from "./cloud";
import { colleague, endpoint, external, externalAsset } from "./external";

const pause = "agentid-pause-external-agent";
const resume = "agentid-resume-external-agent";
const onPremises = guid(81);

const begin = (more: Setting = {}) =>
  start({
    endpoints: { AWS: endpoint },
    ...more,
    fill: (emulator) =>
      ingest(emulator, "AgentAsset_CL", [externalAsset(external, "AWS"), externalAsset(onPremises, "OnPremises")]).then(
        () => undefined,
      ),
  });

const rowsOf = (run: Awaited<ReturnType<EmulatedCloud["run"]>>) =>
  run.ledger.map(({ ActionType, ActionMode, ResultState }) => [ActionType, ActionMode, ResultState].join(" "));

/** Verifies a compact JWS with nothing but the key's public part. */
function payloadOf(body: string, key: KeyObject): Record<string, string> {
  const [header, payload, signature] = body.split(".") as [string, string, string];
  const signed = Buffer.from(`${header}.${payload}`);
  expect(verify("sha256", signed, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))).toBe(true);
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

test("auto: the platform is asked by a message that the key signed, and the pause is recorded and told", async () => {
  const { cloud } = await begin();
  const run = await cloud.run(pause, incident([external]));
  expect([failures(run), run.status]).toEqual([[], "Succeeded"]);
  expect(cloud.platformStateOf(external)).toBe("paused");
  expect(cloud.platformCalls.map(({ url, status }) => [url, status])).toEqual([[endpoint, 200]]);

  const { body } = cloud.platformCalls[0]!;
  const { kid, alg } = JSON.parse(Buffer.from(body.split(".")[0]!, "base64url").toString());
  expect(alg).toBe("ES256");
  expect(kid).toMatch(/^https:\/\/kv-agentid-[0-9a-f]{12}\.vault\.azure\.net\/keys\/agentid-response$/);
  const message = payloadOf(body, cloud.publicKey(kid)!);
  expect(message).toMatchObject({
    action: "pause",
    agentId: external,
    nativeId: "arn:aws:bedrock:eu-west-1:1:agent/Ä",
    platform: "AWS",
    audience: endpoint,
    actionId: run.ledger[0]!.ActionId,
  });
  expect(Date.parse(message.expiresAt!) - Date.parse(message.issuedAt!)).toBe(5 * minute);

  expect(run.ledger).toEqual([
    expect.objectContaining({
      ActionType: "Freeze",
      ActionMode: "Enforced",
      ResultState: "Succeeded",
      AgentId: external,
      HttpStatus: 200,
      GraphRequestId: message.id,
      NewState: { state: "paused", platform: "AWS" },
    }),
  ]);
  expect(said(run)).toEqual([expect.stringMatching(/^Paused: AWS agent claims &lt;b&gt; .*PB-13/)]);
});

test("what is sent, the example's receiver takes", async () => {
  const { cloud } = await begin();
  await cloud.run(pause, incident([external]));
  const { body, message } = cloud.platformCalls[0]!;
  const { kid } = JSON.parse(Buffer.from(body.split(".")[0]!, "base64url").toString());
  const asked: Asked[] = [];
  const server = createServer(
    receiver({
      keys: { [kid]: cloud.publicKey(kid)! },
      audience: endpoint,
      act: async (one) => {
        asked.push(one);
      },
      now: () => Date.parse(message!.issuedAt),
    }),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const response = await fetch(url, { method: "POST", body });
  server.close();
  expect([response.status, await response.json()]).toEqual([200, { agentId: external, state: "paused" }]);
  expect(asked).toEqual([{ action: "pause", agentId: external, nativeId: "arn:aws:bedrock:eu-west-1:1:agent/Ä" }]);
});

test("dry run: nothing is signed and nobody is called", async () => {
  const { cloud } = await begin({ response: { mode: "DryRun" } });
  const run = await cloud.run(pause, incident([external]));
  expect([run.status, cloud.platformCalls, cloud.vaultCalls]).toEqual(["Succeeded", [], []]);
  expect(rowsOf(run)).toEqual(["Freeze DryRun DryRun"]);
  expect(said(run)).toEqual([expect.stringMatching(/^Dry run, nothing was done: .* would have been paused/)]);
});

test.each([
  ["an agent of Entra", agentId, /no agent outside Entra/],
  ["one that no inventory has", guid(99), /no agent outside Entra/],
  ["one of a platform without endpoint", onPremises, /MANUAL TASK.*OnPremises/],
])("%s is left alone, and nobody is called", async (_what, id, why) => {
  const { cloud } = await begin();
  const run = await cloud.run(pause, incident([id]));
  expect([run.status, cloud.platformCalls, cloud.vaultCalls]).toEqual(["Succeeded", [], []]);
  expect(rowsOf(run)).toEqual(["Freeze DryRun Skipped"]);
  expect(said(run)).toEqual([expect.stringMatching(why)]);
});

test("twice asks once", async () => {
  const { cloud } = await begin();
  await cloud.run(pause, incident([external]));
  const again = await cloud.run(pause, incident([external], { Again: "yes" }));
  expect(cloud.platformCalls).toHaveLength(1);
  expect(rowsOf(again)).toEqual(["Freeze DryRun Skipped"]);
});

test("two runs at once ask once", async () => {
  const { cloud } = await begin();
  await Promise.all([cloud.run(pause, incident([external])), cloud.run(pause, incident([external]))]);
  expect(cloud.platformCalls).toHaveLength(1);
});

describe("a platform that does not do it", () => {
  test.each<[string, Setting["faults"], number, RegExp]>([
    ["refuses", [{ url: endpoint, status: 403 }], 1, /HTTP status 403/],
    ["fails", [{ url: endpoint, status: 500 }], 6, /HTTP status 500/],
    ["says another state", [{ url: endpoint, status: 200, body: { state: "running <i>" } }], 6, /the state running/],
    ["says no state", [{ url: endpoint, status: 200, body: ["paused"] }], 6, /and no state/],
  ])("%s: the run fails, and the comment and the ledger say so", async (_what, faults, times, said_) => {
    const { cloud } = await begin({ faults });
    const run = await cloud.run(pause, incident([external]));
    expect(run.status).toBe("Failed");
    expect(cloud.vaultCalls).toHaveLength(times);
    expect(rowsOf(run)).toEqual(["Freeze Enforced Failed"]);
    expect(said(run)).toEqual([expect.stringMatching(/^FAILED: .*may still act/)]);
    expect(said(run)[0]).toMatch(said_);
    expect(run.comments[0]!.message).not.toContain("<i>");
  });

  test("once: it is asked again by another message", async () => {
    const { cloud } = await begin({ faults: [{ url: endpoint, status: 503, times: 1 }] });
    const run = await cloud.run(pause, incident([external]));
    expect([run.status, cloud.platformStateOf(external), cloud.vaultCalls.length]).toEqual(["Succeeded", "paused", 2]);
  });

  test("loses its answer: the second message is not the first again", async () => {
    const { cloud } = await begin({ faults: [{ url: endpoint, status: "connection", times: 1, applied: true }] });
    const run = await cloud.run(pause, incident([external]));
    expect(run.status).toBe("Succeeded");
    expect(new Set(cloud.platformCalls.map(({ message }) => message?.id)).size).toBe(2);
  });
});

test("an identity that may not use the key asks nobody", async () => {
  const { cloud } = await begin({ faults: [{ url: "https://kv-*/sign*", status: 403 }] });
  const run = await cloud.run(pause, incident([external]));
  expect([run.status, cloud.platformCalls]).toEqual(["Failed", []]);
  expect(said(run)[0]).toMatch(/Key Vault signed no message \(HTTP status 403\)/);
});

test("resumed when two approvers say so, and then not again", async () => {
  const { cloud } = await begin({
    response: { approvers: [analyst, colleague] },
    people: [approves(), { ...approves(), authorObjectId: colleague }],
    ledger: [
      {
        TimeGenerated: "2026-03-02T09:00:00Z",
        ActionId: guid(400),
        AgentId: external,
        ActionType: "Freeze",
        ActionMode: "Enforced",
        ResultState: "Succeeded",
      },
    ],
  });
  const run = await cloud.run(resume, incident([external]));
  expect([failures(run), run.status]).toEqual([[], "Succeeded"]);
  expect(cloud.platformCalls.map(({ message }) => message?.action)).toEqual(["resume"]);
  expect(rowsOf(run)).toEqual(["Unfreeze Enforced Succeeded"]);
  expect(run.ledger[0]).toMatchObject({ ApprovalState: "Approved", NewState: { state: "running", platform: "AWS" } });
  const again = await cloud.run(resume, incident([external], { Again: "yes" }));
  expect([cloud.platformCalls.length, rowsOf(again)]).toEqual([1, ["Unfreeze DryRun Skipped"]]);
});

test("one approver alone resumes nobody", async () => {
  const { cloud } = await begin({ people: [{ ...approves(), message: answering("approve") }] });
  const run = await cloud.run(resume, incident([external]));
  expect([cloud.platformCalls, rowsOf(run)]).toEqual([[], ["Unfreeze DryRun TimedOut"]]);
});
