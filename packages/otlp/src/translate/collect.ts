import type { Kind } from "../dialects";
import type { Dynamic } from "../row";
import { type EmittedSpan, ownPrefix } from "./emitted-span";
import { forget, hold } from "./held";
import { textOf } from "./plain";
import { type Holding, type Meaning, meanings } from "./tables";
import { plainWord } from "./words";

/** What depends on the kind of the span. How many there are stands apart, as an array that is emptied is made anew. */
const laterHoldings: Holding[] = [];
const laterValues: Dynamic[] = [];
let laterMany = 0;
const hints = new Set(["mcp.tool.read_only_hint", "mcp.tool.destructive_hint", "agent.operation.class"]);

/** What the attributes of a span say beside values of columns. */
export interface Said {
  kind: Kind | undefined;
  /** the emitter's word for it */
  word: string;
  failed: boolean;
  isGenAi: boolean;
  /** whether the agent or its tool says what the operation does */
  hasHints: boolean;
  /** what a guardrail or a person decided, where no attribute holds it as such */
  verdict: string | undefined;
  /** the column that the span's whole name holds, by the attribute that says its kind */
  wholeName: number | undefined;
  /** retrieved documents that have attributes of their own */
  documents: number;
}

/** A kind that is none counts less than any that is one, whichever attribute says it. */
const weak = 1_000_000;

/** Reads the attributes of a span into columns, but for those that depend on its kind. */
export function collect(attributes: EmittedSpan["attributes"]): Said {
  forget();
  laterMany = 0;
  const said: Said = {
    kind: undefined,
    word: "",
    failed: false,
    isGenAi: false,
    hasHints: false,
    verdict: undefined,
    wholeName: undefined,
    documents: 0,
  };
  let rank = Number.POSITIVE_INFINITY;
  for (const name in attributes) {
    if (name.startsWith("gen_ai.")) said.isGenAi = true;
    const meaning = meanings.get(name);
    if (meaning === undefined) {
      if (name.startsWith(ownPrefix)) delete attributes[name];
      else if (hints.has(name)) said.hasHints = true;
      else if (name.startsWith(documents)) said.documents = Math.max(said.documents, documentAt(name));
      continue;
    }
    const value = attributes[name]!;
    if (value === null || value === "") continue;
    if (saysNothing(name, value)) {
      delete attributes[name];
      continue;
    }
    for (const holding of meaning.holdings) {
      if (holding.on === undefined) hold(holding, value);
      else {
        laterHoldings[laterMany] = holding;
        laterValues[laterMany++] = value;
      }
    }
    if (meaning.members.length > 0) holdMembers(meaning, value);
    if (meaning.failures?.has(plainWord(textOf(value)))) said.failed = true;
    if (meaning.verdicts !== undefined) said.verdict = meaning.verdicts.get(plainWord(textOf(value))) ?? said.verdict;
    if (meaning.kinds !== undefined || meaning.kindEndings.length > 0) {
      const word = meaning.kindMember === undefined ? textOf(value) : wordIn(value, meaning.kindMember);
      const kind = kindOf(meaning, plainWord(word));
      const weight = meaning.kindRank + (kind === "Other" && meaning.kindRank >= 0 ? weak : 0);
      if (kind !== undefined && weight < rank) {
        said.kind = kind;
        said.word = word;
        said.wholeName = meaning.wholeName?.get(kind);
        rank = weight;
      }
    }
  }
  return said;
}

const kindOf = ({ kinds, kindEndings, kindBeginnings }: Meaning, word: string): Kind | undefined =>
  kinds?.get(word) ??
  kindEndings.find(([ending]) => word.endsWith(ending))?.[1] ??
  kindBeginnings.find(([beginning]) => word.startsWith(beginning))?.[1];

const placeholders = new Set(["gen_ai.request.model", "gen_ai.response.model", "server.address"]);

/** Whether a framework wrote that it does not know: the Agent Framework's model and server are `unknown` then. */
const saysNothing = (name: string, value: Dynamic): boolean =>
  typeof value === "string" && value.length === 7 && placeholders.has(name) && value.toLowerCase() === "unknown";

const documents = "retrieval.documents.";

/** How many documents there are when this is an attribute of one, such as `retrieval.documents.3.document.id`. */
function documentAt(name: string): number {
  const place = Number.parseInt(name.slice(documents.length), 10);
  return Number.isNaN(place) ? 0 : place + 1;
}

/** Longer texts are no counts of tokens. */
const longestJson = 2000;

function objectIn(value: Dynamic): Readonly<Record<string, unknown>> {
  let read: unknown = value;
  if (typeof value === "string") {
    if (value.length > longestJson || !value.startsWith("{")) return {};
    try {
      read = JSON.parse(value);
    } catch {
      return {};
    }
  }
  return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : {};
}

function wordIn(value: Dynamic, member: string): string {
  const word = objectIn(value)[member];
  return typeof word === "string" ? word : "";
}

function holdMembers({ members }: Meaning, value: Dynamic): void {
  const read = objectIn(value);
  for (const [member, holding] of members) {
    const inner = read[member];
    if (typeof inner === "number" || (typeof inner === "string" && inner !== "")) hold(holding, inner);
  }
}

/** Gives columns what names them on spans of this kind only. */
export function holdRest(kind: Kind | undefined): void {
  for (let i = 0; i < laterMany; i++) if (laterHoldings[i]!.on === kind) hold(laterHoldings[i]!, laterValues[i]!);
  laterMany = 0;
}
