import { approver, arm, comment, guid, incidentId, play, self, stranger } from "./support";

const requester = guid(910);
const tenant = guid(911);
const code = "a1b2c3d4";
const request = (author: string, text = "These agents would be disabled &lt;now&gt;") =>
  comment(
    author,
    `<p><b>Approval requested by agentid-freeze-agent</b> (${code})</p><p>${text}</p><p>An approver decides with a comment</p>`,
    "2026-01-01T00:00:00Z",
  );
const closed = comment(
  requester,
  `<p><b>Approval closed by agentid-freeze-agent</b> (${code})</p>`,
  "2026-01-01T00:09:00Z",
);
const clicked = (responder: object, data: object = { answer: "approve", verdict: "benign" }) => ({
  url: "connection://teams*",
  status: 201,
  callback: { after: "PT5M", body: { responder, data } },
});
const ana = { objectId: approver, tenantId: tenant, userPrincipalName: "ana@contoso.com" };

/** PB-14 on an incident with these comments; the request is closed once an answer was passed on. */
const ask = (comments: readonly object[], answer: object, later: readonly object[] = [{ value: [closed] }]) =>
  play("PB-14", {
    answers: [
      answer,
      { method: "PUT", url: `${arm}${incidentId}/comments/*`, status: 201, times: 1 },
      { method: "PUT", url: `${arm}${incidentId}/comments/*`, status: 200 },
      { method: "GET", url: `${arm}${incidentId}/comments*`, body: { value: comments }, times: 2 },
      ...later.map((body) => ({ method: "GET", url: `${arm}${incidentId}/comments*`, body })),
    ],
    parameters: {
      TenantId: tenant,
      TeamsRequesters: [requester.toUpperCase()],
      TeamsRecipient: { to: "ana@contoso.com" },
      TeamsLocation: "Chat with Flow bot",
      $connections: { teams: { connectionId: "/teams" }, azuresentinel: { connectionId: "/azuresentinel" } },
    },
  });

test("an answer is passed on with the object id that Teams states; a freeze asks for no verdict", async () => {
  const { comments, run } = await ask([request(requester)], clicked(ana));
  expect([run.status, comments]).toEqual([
    "Succeeded",
    [`Answer in Microsoft Teams by object id ${approver}, ana@contoso.com: approve ${code}`],
  ]);
  const [posted] = run.calls.filter(({ url }) => url.startsWith("connection://teams"));
  expect(posted!.url).toContain("/poster/Flow%20bot/location/Chat%20with%20Flow%20bot/$subscriptions");
});

test.each([
  ["of another tenant", { ...ana, tenantId: guid(912) }],
  ["without an object id", { userPrincipalName: "ana@contoso.com" }],
])("somebody %s is nobody", async (_what, responder) => {
  const { comments } = await ask([request(requester)], clicked(responder));
  expect(comments).toEqual([`Answer in Microsoft Teams by object id none, ana@contoso.com: approve ${code}`]);
});

test("an answer that is neither is passed on as none", async () => {
  const { comments } = await ask([request(requester)], clicked(ana, { answer: `deny ${code}` }));
  expect(comments).toEqual([expect.stringMatching(/: no answer that could be read/)]);
});

test.each([
  ["somebody wrote like one", [request(stranger)]],
  ["is closed", [request(requester), closed]],
  [
    "another run asks",
    [request(requester), comment(self, `<p>Asked in Microsoft Teams (${code})</p>`, "2026-01-01T00:01:00Z")],
  ],
  [
    "was asked before a merge",
    [request(requester, "It was asked on Defender incident 4, which was merged into this incident")],
  ],
])("a request that %s gets no card", async (_what, comments) => {
  const { run, comments: written } = await ask(comments, clicked(ana));
  expect([run.status, written, run.calls.filter(({ url }) => url.startsWith("connection://teams"))]).toEqual([
    "Succeeded",
    [],
    [],
  ]);
});

test("where the connection is not authorised, the incident says so and the run fails", async () => {
  const { run, comments } = await ask([request(requester)], { url: "connection://teams*", status: 401, body: {} });
  expect([run.status, run.error?.code]).toEqual(["Failed", "NotAsked"]);
  expect(comments).toEqual([expect.stringMatching(/could not be asked in Microsoft Teams. Answer it with a comment/)]);
});
