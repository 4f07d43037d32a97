import { Incidents, type Person } from "../../lib/emulator/arm";
import { FakeTeams } from "../../lib/emulator/teams";

const now = new Date("2026-03-02T10:00:00Z");
const whoIs = (objectId: string) => ({
  objectId,
  name: "Ana",
  email: null,
  userPrincipalName: `${objectId}@contoso.com`,
});
const card = {
  type: "AdaptiveCard",
  body: [
    {
      type: "Container",
      items: [
        { type: "Input.ChoiceSet", id: "verdict", value: "false", choices: [{ title: "Allowed", value: "benign" }] },
      ],
    },
  ],
  actions: [
    { type: "Action.Submit", title: "Approve", data: { answer: "yes" } },
    { type: "Action.Submit", title: "Deny", data: { answer: "no" } },
    { type: "Action.OpenUrl", title: "Open", url: "https://x.test" },
  ],
};
const channel = "/v1.0/teams/conversation/gatherinput/poster/Flow%20bot/location/Channel/$subscriptions";
const chat = channel.replace("Channel", "Chat%20with%20Flow%20bot");
const bodyOf = (more: object = {}) => ({
  notificationUrl: "https://callback.test",
  body: { messageBody: JSON.stringify(card), recipient: { groupId: "g", channelId: "c" }, ...more },
});

/** A card that is posted five minutes after the incident came. */
function posted(people: readonly Partial<Person>[], { path = channel, body = bodyOf() as object } = {}) {
  const whole = people.map(
    (one): Person => ({ after: 600_000, authorObjectId: "ana", message: "", via: "teams", ...one }),
  );
  const incidents = new Incidents(whole, whoIs);
  incidents.open({ id: "/incidents/i", name: "i", properties: { incidentNumber: 1 } }, now);
  const teams = new FakeTeams(incidents, whoIs, "tenant");
  const at = new Date(now.getTime() + 300_000);
  return { teams, answer: teams.post({ path, body: body as never, incident: "i", at }), incidents };
}

test("the first click answers, with who clicked as the platform states it", () => {
  const { answer, incidents } = posted([{ message: "approve benign" }, { message: "deny", after: 900_000 }]);
  expect(answer).toMatchObject({
    status: 201,
    callback: {
      after: 300_000,
      outputs: {
        body: {
          responseTime: "2026-03-02T10:10:00.000Z",
          responder: { objectId: "ana", tenantId: "tenant", userPrincipalName: "ana@contoso.com", displayName: "Ana" },
          submitActionId: "Approve",
          data: { answer: "yes", verdict: "benign" },
        },
      },
    },
  });
  expect(incidents.comments("i", new Date("2026-03-03T00:00:00Z"))).toEqual([]);
});

test("a button is known by what its data answers too, and inputs keep their value", () => {
  expect(posted([{ message: "no" }]).answer.callback?.outputs).toMatchObject({
    body: { submitActionId: "Deny", data: { answer: "no", verdict: "false" } },
  });
});

test("who would have clicked before the card was there does not, nor who comments", () => {
  expect(posted([{ message: "approve", after: 60_000 }]).answer).toEqual({ status: 201 });
  expect(posted([{ message: "approve", via: "defender" }]).answer).toEqual({ status: 201 });
});

test.each([
  ["a button", "maybe", /no button "maybe"[\s\S]*Approve, Deny/],
  ["a link for a button", "open", /no button "open"/],
  ["a choice", "approve gladly", /no choice "gladly"[\s\S]*benign/],
])("%s that the card does not have is refused", (_what, message, expected) => {
  expect(() => posted([{ message }])).toThrow(expected);
});

test.each([
  ["another operation", { path: "/v1.0/teams/post" }, 404],
  ["a chat without a person", { path: chat }, 400],
  ["a channel without its team", { body: bodyOf({ recipient: { channelId: "c" } }) }, 400],
  ["no callback", { body: { body: bodyOf().body } }, 400],
  ["a text for a card", { body: bodyOf({ messageBody: "Approve?" }) }, 400],
  [
    "a card that is too large",
    { body: bodyOf({ messageBody: JSON.stringify({ ...card, x: "x".repeat(30_000) }) }) },
    413,
  ],
])("%s is answered as an error", (_what, options, status) => {
  expect(posted([], options).answer.status).toBe(status);
});
