import { approver, comment, failures, guardAnswer, guid, play, second } from "./support";

const agent = guid(1);
const alerts = [{ DetectionId: "AIC-046", AgentId: agent }];
const active = { action: "Get_agent", body: { id: agent, displayName: "Ledger", accountEnabled: true } };
const acted = [
  { action: "Disable_agent", status: 204 },
  { action: "Read_back", body: { id: agent, accountEnabled: false } },
  { action: "Confirm_compromised", status: 204 },
];
const ask = [{ body: guardAnswer("Ask", { why: "One signal." }) }];
const at = (seconds: number) => `2026-01-01T00:00:${String(10 + seconds).padStart(2, "0")}Z`;

const freeze = (answers: readonly object[] = []) =>
  play("PB-01", {
    accounts: [agent],
    alerts,
    guard: ask,
    answers: [active, ...acted, ...answers],
    parameters: { Approvers: [approver, second] },
  });

let code: string;
beforeAll(async () => {
  // It is a part of a GUID that follows from the workflow's name.
  code = /\(([0-9a-f]{8})\)/.exec((await freeze()).comments[0]!)![1]!;
});

/** What comes of comments; CODE stands for the request's own. */
async function answered(...comments: readonly (string | readonly [author: string, message: string])[]) {
  const given = comments.map((one, i) => {
    const [author, message] = typeof one === "string" ? [approver, one] : one;
    return comment(author, message.replaceAll("CODE", code), at(i));
  });
  const played = await freeze([{ action: "Comments_now", body: { value: given.toReversed() } }]);
  expect([played.run.status, failures(played)]).toEqual(["Succeeded", []]);
  return {
    state: played.rows[0]!.ApprovalState,
    changed: played.changes.length > 0,
    told: played.comments.filter((one) => /is no answer to request/.test(one)).length,
  };
}

const approved = { state: "Approved", changed: true, told: 0 };
const denied = { state: "Denied", changed: false, told: 0 };
/** Nobody has decided; whoever wrote it was told once what to write. */
const toldHow = { state: "TimedOut", changed: false, told: 1 };

describe("an approval is a command alone on its line", () => {
  test.each([
    "approve CODE",
    "Approve  CODE",
    "APPROVED CODE",
    "approves CODE.",
    " approve CODE ",
    "approve\u00a0CODE",
    "approve\u202fCODE\u200b",
    "approve\tCODE!",
    "approve&nbsp;CODE",
    "approve &#160; CODE",
    "approve <b>CODE</b>",
    "<b>approve</b> CODE",
    "<p>approve CODE</p>",
    '<div class="x"><span style="color: red">Approve</span> <strong>CODE</strong></div>',
    "<p>Looked at it with Bruno.</p><p>approve CODE</p><p>Thanks</p>",
    "Looked at it with Bruno.<br>approve CODE<br/>Thanks",
    "Looked at it.\r\napprove CODE\r\n",
    "<ul><li>approve CODE</li></ul>",
    "&gt; An approver decides: <b>approve CODE</b> or <b>deny CODE</b><br>approve CODE",
    "> deny CODE\napprove CODE",
  ])("%j", async (message) => expect(await answered(message)).toEqual(approved));
});

describe("so is a denial", () => {
  test.each([
    "deny CODE",
    "Denied CODE",
    "reject CODE",
    "<p>Rejected&nbsp;<b>CODE</b>.</p>",
    "approve CODE\ndeny CODE",
    "deny CODE\napprove CODE",
    "approve CODE deny CODE",
    "deny CODE\nI will not approve CODE",
  ])("%j", async (message) => expect(await answered(message)).toEqual(denied));
});

describe("what negates, asks or embeds it is no answer, and is told so once", () => {
  test.each([
    "I do NOT approve CODE - this agent runs payroll tonight!",
    "Please don't approve CODE before Bruno looked at it",
    "Who is going to approve CODE?",
    "approve CODE?",
    "cannot approve CODE: not repaired",
    "I disapprove CODE",
    "disapprove CODE",
    "not approve CODE",
    "approve CODE tomorrow",
    "approve CODE\nI mean: do not approve CODE yet",
    "<p>I do <b>not</b></p><p>approve CODE, I said</p>",
    "approve CODEx",
    "approve xCODE",
    "approve CODE1",
    "preapprove CODE",
    '"approve CODE"',
    "> approve CODE",
    "&gt; approve CODE",
    "<blockquote><p>approve CODE</p></blockquote>",
    "<s>approve CODE</s>",
    "<del><p>approve CODE</p></del>",
    '<p style="text-decoration: line-through">approve CODE</p>',
    "&lt;p&gt;approve CODE",
    "never < p > approve CODE",
    "CODE",
    "approve #\nCODE",
    "approve",
    "\u0430pprove CODE",
    "appr\u043eve CODE",
    "\uff41pprove CODE",
    "approve\u202eCODE",
    "approve 00000000",
    "I would not deny CODE",
    "approve CODE benign",
  ])("%j", async (message) => expect(await answered(message)).toEqual(toldHow));
});

test("a code with a letter that only looks like one of it is another's", async () => {
  const odd = code.replace(/[a-f]/, (letter) => ({ a: "\u0430", c: "\u0441", e: "\u0435" })[letter] ?? "\u0431");
  expect(await answered(`please ${odd}`)).toEqual({ ...toldHow, told: 0 });
  expect(await answered(`approve ${odd}`)).toEqual(toldHow);
});

test("what nobody sees is no answer", async () =>
  expect(await answered("<!-- approve CODE -->")).toEqual({ ...toldHow, told: 0 }));

describe("several comments", () => {
  test.each([
    ["a mind that changed to no", ["approve CODE", "deny CODE"], denied],
    ["a mind that changed to yes", ["deny CODE", "approve CODE"], approved],
    ["second thoughts", ["approve CODE", "Wait, do not approve CODE yet"], toldHow],
    ["an unclear comment made clear", ["ok with CODE", "approve CODE"], approved],
    ["another approver's no", ["approve CODE", [second, "reject CODE"]], denied],
    ["another approver's no, overruled by nobody", [[second, "deny CODE"], "approve CODE"], denied],
    ["another approver's question", ["approve CODE", [second, "who looks after CODE?"]], approved],
    ["two unclear ones", ["maybe CODE", "what is CODE"], toldHow],
    ["somebody else's no", ["approve CODE", [guid(901), "deny CODE"]], approved],
  ] as const)("%s", async (_what, comments, outcome) => expect(await answered(...comments)).toEqual(outcome));
});
