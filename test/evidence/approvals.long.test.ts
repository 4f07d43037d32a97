import { answer, gateway, others, Scene, theft, traces } from "./scene";

/** What an approver writes about an agent, CODE standing for the request's own, and whether that stops the agent. */
const answers: readonly [comment: string, stops: boolean][] = [
  ["I do NOT approve CODE - this agent runs payroll tonight!", false],
  ["Please don't approve CODE before Bruno looked at it", false],
  ["Who is going to approve CODE?", false],
  ["I disapprove CODE", false],
  ["reject CODE", false],
  ["approve <b>CODE</b>", true],
  ["approve  CODE", true],
  ["Approved CODE", true],
];
const agents = others.slice(0, answers.length);

let scene: Scene | undefined;
afterEach(() => scene?.close());

test("of spans that a gateway sends, only a clear yes of an approver stops an agent", async () => {
  scene = await Scene.open();
  const spans = agents.flatMap((agent) => Array.from({ length: 6 }, (_, i) => theft(agent, i)));
  expect(await scene.sends(gateway, "traces", traces(...spans))).toBe(200);
  // Whoever did not mean yes says no ten minutes later: what is stopped by then was stopped by the first comment.
  const after = await scene.lives(
    120,
    agents.flatMap((agent, i) => {
      const [text, stops] = answers[i]!;
      return [answer(agent, 20, text), ...(stops ? [] : [answer(agent, 30, "deny CODE")])];
    }),
  );
  expect(after.ledger.filter((one) => one.startsWith("Freeze"))).toEqual(
    agents.map((agent, i) => `Freeze ${agent} ${answers[i]![1] ? "Succeeded" : "Denied"}`),
  );
  expect(after.frozen).toEqual(agents.filter((_, i) => answers[i]![1]));
}, 300_000);
