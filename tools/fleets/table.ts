import { attacks as known, strengths } from "../../lib/fleet";
import type { FleetsOptions } from "./options";
import type { AttackResult, SeedResult } from "./result";

/** The page: how it was made, all in all, false alarms by rule, attacks by kind. */
export function qualityPage(options: FleetsOptions, results: readonly SeedResult[]): string {
  const attacks = results.flatMap((result) => result.attacks);
  return `${[
    "# Detection quality",
    intro(options, results),
    "## All in all",
    table(
      ["measure", "value"],
      [
        ...strengths.map((strength) => [
          `recall of ${strength} attacks`,
          recall(attacks.filter((a) => a.strength === strength)),
        ]),
        ["recall of all attacks", recall(attacks)],
        ["incidents per detected attack", perAttack(attacks)],
        ["false incidents per 1,000 agent-days of ordinary work", per1000(sum(results, "incidents"), results)],
        ["minutes to detect: median, p90, longest", spread(attacks)],
      ],
    ),
    "## By seed",
    table(
      ["seed", "agent-days", "false incidents", "per 1,000 agent-days", ...strengths.map((s) => `recall, ${s}`)],
      results.map((result) => [
        result.seed,
        String(result.agentDays),
        String(result.incidents),
        per1000(result.incidents, [result]),
        ...strengths.map((s) => recall(result.attacks.filter(({ strength }) => strength === s))),
      ]),
    ),
    "## By rule",
    "False incidents are those of ordinary work that hold an alert of the rule; attacks are those that the rule is there for.",
    byRule(results, attacks),
    "## By attack",
    "An attack that is there for several rules is told of when one of them tells of it.",
    byAttack(attacks),
    ...failures(results),
  ].join("\n\n")}\n`;
}

function intro({ agents, days, start, seeds, shape }: FleetsOptions, results: readonly SeedResult[]): string {
  const command = `npm run backtest:fleets -- --seeds ${seeds.join(",")}${seeds.length === 1 ? "," : ""} --agents ${agents} --days ${days} --start ${start.toISOString().slice(0, 10)}${shape === "real" ? "" : ` --shape ${shape}`}`;
  return [
    "Written by the command below, not by hand: every rule with its default settings, replayed over fleets of",
    `[the generator](../lib/fleet) (\`agentid fleet --shape ${shape}\`), ${results.length} of them with ${agents} agents over ${days} days each.`,
    "Each fleet is replayed twice: its ordinary work with nothing injected, from the second week on, where every incident is",
    "false; and attacked, where an attack counts as told of when an incident holds an alert of one of the rules that are there",
    "for it, names its agent or blueprint, and came in time. The rules are as they are, the figures too.",
    "",
    "```bash",
    command,
    "```",
  ].join("\n");
}

function byRule(results: readonly SeedResult[], attacks: readonly AttackResult[]): string {
  const rules = results.flatMap((result) => result.rules);
  const ids = [...new Set([...rules.map(({ id }) => id), ...attacks.flatMap(({ detections }) => detections)])].sort();
  return table(
    ["rule", "false alerts", "false incidents", "per 1,000 agent-days", "attacks told of"],
    ids.map((id) => {
      const own = rules.filter((rule) => rule.id === id);
      const incidents = sum(own, "incidents");
      const wanted = attacks.filter(({ detections }) => detections.includes(id));
      const told = wanted.filter(({ toldBy }) => toldBy.includes(id)).length;
      return [
        id,
        String(sum(own, "alerts")),
        String(incidents),
        per1000(incidents, results),
        wanted.length > 0 ? `${told} of ${wanted.length}` : "–",
      ];
    }),
  );
}

function byAttack(attacks: readonly AttackResult[]): string {
  const rows = known.map(({ name, title, strength, detections }) => {
    const own = attacks.filter(({ scenario }) => scenario === name);
    const told = own.filter(({ toldBy }) => toldBy.length > 0).length;
    return [
      name,
      strength,
      detections.map((id) => id.slice(4)).join(", "),
      `${told} of ${own.length}`,
      spread(own),
      title,
    ];
  });
  return table(["attack", "strength", "rules", "told of", "minutes: median, p90, longest", "what happens"], rows);
}

function failures(results: readonly SeedResult[]): string[] {
  const found = [...new Set(results.flatMap((result) => result.failures))];
  return found.length === 0
    ? []
    : ["## Rules that did not run to the end", found.map((text) => `- ${text}`).join("\n")];
}

const recall = (attacks: readonly AttackResult[]): string =>
  `${attacks.filter(({ toldBy }) => toldBy.length > 0).length} of ${attacks.length}`;

function perAttack(attacks: readonly AttackResult[]): string {
  const told = attacks.filter(({ toldBy }) => toldBy.length > 0);
  if (told.length === 0) return "–";
  const mean = (of: "incidents" | "around") => (sum(told, of) / told.length).toFixed(2);
  return `${mean("incidents")} (${mean("around")} with those of other rules that name the agent then)`;
}

function spread(attacks: readonly AttackResult[]): string {
  const times = attacks.flatMap(({ minutes }) => (minutes === undefined ? [] : [minutes])).sort((a, b) => a - b);
  if (times.length === 0) return "–";
  const at = (share: number) => Math.round(times[Math.max(0, Math.ceil(share * times.length) - 1)]!);
  return `${at(0.5)}, ${at(0.9)}, ${at(1)}`;
}

const per1000 = (incidents: number, results: readonly SeedResult[]): string =>
  ((1000 * incidents) / Math.max(1, sum(results, "agentDays"))).toFixed(1);

const sum = <K extends string>(items: readonly Readonly<Record<K, number>>[], key: K): number =>
  items.reduce((total, item) => total + item[key], 0);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
