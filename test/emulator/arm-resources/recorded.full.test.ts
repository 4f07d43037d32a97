import { found, recorded, replay } from "./recorded-calls";

(found ? test : test.skip)(
  "of what was applied when nothing was checked, the services refuse the rules that break a limit or do not resolve (needs AGENTID_CORPORA)",
  () => {
    const answers = replay(recorded(), true).filter(({ call }) => call.startsWith("PUT "));
    const refused = answers.filter(({ recorded, answered }) => recorded !== answered);
    const why = (answer: (typeof refused)[number]) => (answer.body as { error: { message: string } }).error.message;
    const many = refused.filter((answer) => /names [4-9] columns/.test(why(answer)));
    const unresolved = refused.filter((answer) => /'_BinStartTime' does not refer/.test(why(answer)));
    expect(refused.filter(({ call }) => !call.includes("/alertRules/"))).toEqual([]);
    expect(refused.every(({ answered }) => answered === 400)).toBe(true);
    expect(refused.length).toBe(many.length + unresolved.length);
    expect([many.length, unresolved.length]).toEqual([31, 9]);
  },
);
