import { bytes, count } from "../../wording";
import type { AgentStory, ChainLink } from "../story/story";
import { deedsOf } from "./headline";
import { clock, later, moment } from "./times";

/** Something that is shown as it is, letter by letter. */
export interface Code {
  readonly code: string;
}

/** The answer to one question: in a few words, and more. */
export interface Answer {
  readonly question: string;
  readonly short: string;
  readonly more: readonly (string | Code)[];
  readonly kind?: "is-bad" | "is-good";
}

/** Who, what, when, how much, on whose code, stopped by what, and how to undo it. */
export const answersOf = (story: AgentStory): Answer[] => [
  who(story),
  what(story),
  when(story),
  howMuch(story),
  code(story),
  stoppedBy(story),
  howToUndo(story),
];

function who({ agent }: AgentStory): Answer {
  const people =
    agent.people.length > 0 ? `answered for by ${agent.people.join(", ")}` : "nobody is known to answer for it";
  return {
    question: "Who",
    short: agent.name,
    more: [
      agent.type ? `${typeText[agent.type] ?? agent.type}, ${people}` : "not registered in Entra",
      { code: agent.id },
    ],
  };
}

const typeText: Readonly<Record<string, string>> = {
  AgentIdentity: "agent identity",
  ClassicAgent: "agent on a plain service principal",
  ExternalAgent: "agent outside Entra",
};

function what(story: AgentStory): Answer {
  const [first, ...rest] = deedsOf(story);
  const told = first ?? story.findings[0]!;
  return {
    question: "What",
    short: sentence(told.deed),
    more: rest.slice(0, 3).map(({ deed }) => sentence(deed)),
    kind: "is-bad",
  };
}

function when({ harm, stop, findings }: AgentStory): Answer {
  const last = findings
    .map(({ when: at }) => at)
    .sort()
    .at(-1)!;
  const after = stop && last > stop.at ? [`It still tried at ${clock(last)}, already stopped.`] : [];
  return stop
    ? {
        question: "When",
        short: `${later(harm, stop.at)} until the stop`,
        more: [`From ${moment(harm)} to ${clock(stop.at)} UTC.`, ...after],
      }
    : {
        question: "When",
        short: `since ${moment(harm)} UTC`,
        more: [`Last seen ${moment(last)} UTC; nothing has stopped it.`],
      };
}

function howMuch({ done }: AgentStory): Answer {
  const out = done.sent.filter(({ suspect }) => suspect);
  const gone = out.reduce((sum, one) => sum + one.bytes, 0);
  const read = `${count(done.records)} records read`;
  const sensitive =
    done.sensitive === done.records ? "all of them sensitive" : `${count(done.sensitive)} of them sensitive`;
  const labels = done.labels.length > 0 ? ` (${done.labels.join(", ")})` : "";
  return {
    question: "How much, before the stop",
    short: gone > 0 ? `${bytes(gone)} sent out` : read,
    more: [
      ...(gone > 0
        ? [`to ${out.map(({ host }) => host).join(", ")}`, `${read}, ${sensitive}${labels}`]
        : done.records > 0
          ? [`${sensitive}${labels}`]
          : []),
      ...(done.outsideScope.length > 0 ? [`outside its scope: ${done.outsideScope.join(", ")}`] : []),
    ],
    kind: "is-bad",
  };
}

const broken = ({ state }: ChainLink): boolean => state === "Broken";

function code({ chain }: AgentStory): Answer {
  const by = (name: string): ChainLink | undefined => chain.find(({ link }) => link === name);
  const [commit, image, review] = [by("Commit"), by("Image"), by("Review")];
  const question = "On whose code";
  if (!commit?.value.replace("@", ""))
    return { question, short: "unknown", more: ["No record says which commit it runs."] };
  const at = commit.value.replace(/^https:\/\/(github\.com\/)?/, "").replace(/@(.{12}).*$/, "@$1");
  const proven = !chain.some(broken);
  return {
    question,
    short: [commit.detail || "unknown author", review?.state === "Proven" ? review.detail : "approved by nobody"].join(
      ", ",
    ),
    more: [
      { code: at },
      ...(image && broken(image) ? [image.detail] : proven ? [`${commit.state} by its lineage`] : []),
    ],
    ...(proven ? {} : { kind: "is-bad" as const }),
  };
}

function stoppedBy({ stop, furtherStops }: AgentStory): Answer {
  if (!stop)
    return { question: "Stopped by what", short: "nothing yet", more: ["No playbook has stopped it."], kind: "is-bad" };
  const also = furtherStops.map(({ action, target, at }) => `Then ${action} of ${target} at ${clock(at)}.`);
  return {
    question: "Stopped by what",
    short: `${stop.playbook}, ${stop.approvedBy ? `approved by ${stop.approvedBy}` : "by itself"}`,
    more: [stop.reason, `${stop.action} at ${clock(stop.at)} UTC.`, ...also],
    kind: "is-good",
  };
}

function howToUndo({ undo, stop }: AgentStory): Answer {
  const [first, ...rest] = undo.how.split(";");
  return {
    question: "How to undo it",
    short: first!,
    more: [
      ...(undo.done
        ? [`Done ${moment(undo.done.at)} UTC by ${undo.done.by || "a person"}: ${undo.done.what.join(", ")}.`]
        : stop
          ? ["Nobody has undone it."]
          : []),
      ...rest.map((text) => sentence(text.trim())),
    ],
  };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
