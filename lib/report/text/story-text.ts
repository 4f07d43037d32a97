import { styleText } from "node:util";
import { bytes, count } from "../../wording";
import type { AgentStory, Story } from "../story/story";
import { type Answer, answersOf } from "../telling/answers";
import { headline } from "../telling/headline";
import { momentsOf } from "../telling/moments";
import { clock, dayOf } from "../telling/times";
import { wrapped } from "./wrap";

/** How text is laid out. */
interface TextOptions {
  /** for a terminal that has colours */
  readonly colours: boolean;
  /** @default 80 */
  readonly width?: number;
  /** said at the end, by what it is about */
  readonly closing?: readonly (readonly [name: string, text: string])[];
}

/** A story for a terminal: its moments and its answers; what told nothing is counted. */
export function storyText(story: Story, options: TextOptions): string {
  const { title, agents } = story;
  const { closing = [] } = options;
  const own = agents.length === 0 ? [quietText(story)] : agents.map((one) => agentText(one, story, options));
  return [
    paint(`== ${title}`, "bold", options),
    ...own,
    ...figures(story, options),
    ...closing.flatMap(([name, text]) => labelled(name, text, options)),
  ].join("\n");
}

type Style = "bold" | "red" | "green" | "dim";
const paint = (text: string, style: Style, { colours }: TextOptions): string =>
  colours ? styleText(style, text, { validateStream: false }) : text;

const label = 18;
const labelled = (name: string, text: string, { width = 80 }: TextOptions): string[] =>
  wrapped(`  ${name.padEnd(label - 2)}`, text, width);

function quietText({ from, to, incidents }: Story): string {
  return `  Incidents: ${incidents.length}, from ${dayOf(from)}, ${clock(from)} to ${dayOf(to)}, ${clock(to)}`;
}

function agentText(story: AgentStory, { incidents }: Story, options: TextOptions): string {
  const own = incidents.filter(({ number }) => story.incidents.includes(number));
  return [
    ...wrapped("  ", headline(story), options.width ?? 80).map((line) => paint(line, "red", options)),
    ...labelled("When", momentsText(story), options),
    ...answersOf(story)
      .filter(({ question }) => !["What", "When"].includes(question))
      .flatMap((answer) => answerText(answer, options)),
    ...own.flatMap(({ number, severity, title, alerts }) =>
      labelled(`Incident #${number}`, `${severity}, "${title}", ${count(alerts.length)} alerts`, options),
    ),
  ].join("\n");
}

/** Each moment with its day, where that is another than before. */
function momentsText(story: AgentStory): string {
  const all = momentsOf(story);
  return all
    .map(({ at, what }, i) => {
      const newDay = i === 0 || dayOf(at) !== dayOf(all[i - 1]!.at);
      // The sentence above says what the harm is.
      return `${newDay ? `${dayOf(at).slice(0, 3)} ` : ""}${clock(at)} ${what.replace(/^Harm begins: .*/, "Harm begins")}`;
    })
    .join("; ");
}

/** What a line has room for: of an amount all, of code the commit, of anything else the first thing to say. */
function answerText({ question, short, more }: Answer, options: TextOptions): string[] {
  const [name] = question.split(",") as [string];
  const told = more.flatMap((line) => (typeof line === "string" ? [line.replace(/\.$/, "")] : []));
  const codes = more.flatMap((line) => (typeof line === "string" ? [] : [line.code]));
  const rest = name === "How much" ? told : name === "On whose code" ? codes : told.slice(0, 1);
  return labelled(name, [short, ...rest].join("; "), options);
}

function figures({ rules, silentRules, ingest }: Story, options: TextOptions): string[] {
  const loose = rules.filter(({ incidents }) => incidents === 0).length;
  const told =
    rules.length > 0
      ? `${rules.length} told something, ${loose === 0 ? "all of it in incidents" : `${loose} of them nothing of an incident`}; `
      : "";
  const [sent, kept] = [
    ingest.reduce((sum, one) => sum + one.bytesIn, 0),
    ingest.reduce((sum, one) => sum + one.bytesOut, 0),
  ];
  return [
    ...labelled(
      "Rules",
      `${told}${count(silentRules.rules)} told nothing${told ? "" : ` in ${count(silentRules.runs)} runs`}`,
      options,
    ),
    ...(sent > 0 ? labelled("Ingest", `${bytes(kept)} of ${bytes(sent)} kept`, options) : []),
  ];
}
