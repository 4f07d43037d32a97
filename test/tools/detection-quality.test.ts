import { fleetsOptions } from "../../tools/fleets/options";
import type { AttackResult, SeedResult } from "../../tools/fleets/result";
import { qualityPage } from "../../tools/fleets/table";

const attack = (scenario: string, more: Partial<AttackResult>): AttackResult => ({
  scenario,
  strength: "strong",
  detections: ["AIC-046", "AIC-047"],
  toldBy: [],
  incidents: 0,
  around: 0,
  ...more,
});

const seed = (name: string, incidents: number, attacks: readonly AttackResult[]): SeedResult => ({
  seed: name,
  agentDays: 200,
  alerts: incidents + 1,
  incidents,
  rules: [
    { id: "AIC-046", rule: "Agent contacted a destination for the first time", alerts: incidents + 1, incidents },
  ],
  attacks,
  failures: [],
});

const page = qualityPage(fleetsOptions(["--seeds", "a,b", "--agents", "20", "--days", "14"]), [
  seed("a", 30, [attack("exfiltration", { toldBy: ["AIC-046"], minutes: 20, incidents: 1, around: 2 })]),
  seed("b", 10, [
    attack("exfiltration", {}),
    attack("trickle", {
      strength: "weak",
      detections: ["AIC-046"],
      toldBy: ["AIC-046"],
      minutes: 90,
      incidents: 2,
      around: 2,
    }),
  ]),
]);

test.each([
  [
    "the command that makes it again",
    "npm run backtest:fleets -- --seeds a,b --agents 20 --days 14 --start 2026-03-16",
  ],
  ["recall by strength", "| recall of strong attacks | 1 of 2 |"],
  ["no attack of a strength as none", "| recall of medium attacks | 0 of 0 |"],
  [
    "false incidents of all seeds over all their days",
    "| false incidents per 1,000 agent-days of ordinary work | 100.0 |",
  ],
  [
    "incidents of an attack",
    "| incidents per detected attack | 1.50 (2.00 with those of other rules that name the agent then) |",
  ],
  ["times of those that were told of", "| minutes to detect: median, p90, longest | 20, 90, 90 |"],
  ["seeds one by one", "| a | 200 | 30 | 150.0 | 1 of 1 | 0 of 0 | 0 of 0 |"],
  ["a rule's false alarms, and the attacks that it is there for", "| AIC-046 | 42 | 40 | 100.0 | 2 of 3 |"],
  ["a rule that told nothing", "| AIC-047 | 0 | 0 | 0.0 | 0 of 2 |"],
  ["an attack over all seeds", "| exfiltration | strong | 046, 047, 060 | 1 of 2 | 20, 20, 20 |"],
])("the page has %s", (_, line) => {
  expect(page).toContain(line);
});

test.each([
  ["3", ["1", "2", "3"]],
  ["serin", ["serin"]],
  ["serin,pipit", ["serin", "pipit"]],
])("the seeds %s", (text, seeds) => expect(fleetsOptions(["--seeds", text]).seeds).toEqual(seeds));

test("a number that is none is refused", () => {
  expect(() => fleetsOptions(["--agents", "many"])).toThrow("--agents is many; write a whole number from 1");
});
