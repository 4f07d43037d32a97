import { caller, grant, incidentId, startArm } from "./arm-support";

const path = "/connections/azuresentinel";
const started = async (role = "Microsoft Sentinel Responder") => {
  const { send, state, clock, arm } = await startArm({ roles: [grant(role)] });
  const comment = (body: unknown) => send("POST", `${path}/Incidents/Comment`, body);
  const update = (body: object) => send("PUT", `${path}/Incidents`, { incidentArmId: incidentId, ...body });
  const properties = () => state.incidents.get("i-7").properties;
  return { send, comment, update, properties, arm, comments: () => state.incidents.comments("i-7", clock.now()) };
};

test("a comment is written in the name of the connection's identity", async () => {
  const { comment, comments } = await started();
  expect((await comment({ incidentArmId: incidentId, message: "<p>Frozen</p>" })).status).toBe(200);
  expect(comments()).toMatchObject([{ message: "<p>Frozen</p>", author: { objectId: caller, name: "id-playbook" } }]);
});

test("the connection's identity needs Microsoft Sentinel Responder", async () => {
  const { comment, update, comments, properties } = await started("Microsoft Sentinel Reader");
  for (const answer of [await comment({ incidentArmId: incidentId, message: "x" }), await update({ status: "Active" })])
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "AuthorizationFailed" } } });
  expect([comments(), properties().status]).toEqual([[], "New"]);
});

test("tags are added and removed, each once; the rest of the incident stays", async () => {
  const { update, properties } = await started();
  const names = () => (properties().labels as { labelName: string }[]).map(({ labelName }) => labelName);
  await update({ tagsToAdd: { TagsToAdd: [{ Tag: "agent-frozen" }, { Tag: "agent-frozen" }, { Tag: "dry-run" }] } });
  expect(names()).toEqual(["agent-frozen", "dry-run"]);
  await update({ tagsToRemove: { TagsToRemove: [{ Tag: "dry-run" }] } });
  expect([names(), properties().title, properties().status]).toEqual([["agent-frozen"], "Agent sent data away", "New"]);
});

test("an incident is closed with its classification", async () => {
  const { update, properties } = await started();
  expect((await update({ status: "Closed" })).status).toBe(400);
  const classification = {
    ClassificationAndReason: "FalsePositive - IncorrectAlertLogic",
    ClassificationReasonText: "planned export",
  };
  expect((await update({ status: "Closed", classification })).status).toBe(200);
  expect(properties()).toMatchObject({
    status: "Closed",
    classification: "FalsePositive",
    classificationReason: "IncorrectAlertLogic",
    classificationComment: "planned export",
  });
});

test.each([
  ["no message", { incidentArmId: incidentId }, 400],
  ["no incident", { message: "x" }, 400],
  ["something else", { incidentArmId: incidentId, message: "x", author: "me" }, 400],
  ["an incident that is not there", { incidentArmId: `${incidentId}0`, message: "x" }, 404],
])("a comment with %s is refused", async (_what, body, status) => {
  const { comment, comments } = await started();
  expect((await comment(body)).status).toBe(status);
  expect(comments()).toEqual([]);
});

test("other requests, and other connectors, are not known", async () => {
  const { send } = await started();
  expect((await send("GET", `${path}/Watchlists`)).status).toBe(501);
  expect((await send("POST", "/connections/teams/v3/messages", {})).status).toBe(501);
});
