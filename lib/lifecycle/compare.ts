import type { PolicyDocument } from "../policy";
import { kindOrder, type Thing, thingsOf } from "./things";

/** What an apply would change. */
export interface Change {
  readonly stack: string;
  readonly what: "appears" | "changes" | "goes";
  readonly kind: string;
  readonly name: string;
  /** of what changes: each setting, before and after; long texts are only named */
  readonly details: readonly string[];
  /** rows go with it */
  readonly losesData: boolean;
}

/** Attributes that say nothing to people. */
const silent = new Set(["//", "depends_on", "lifecycle"]);

/**
 * What differs between two states of one stack, in the product's words, in the order in which people ask.
 * @param before undefined for a stack that is new
 * @param after undefined for one that goes
 */
export function compareStacks(before: PolicyDocument | undefined, after: PolicyDocument | undefined): Change[] {
  const stack = (after ?? before)!.stack;
  const [old, now] = [before, after].map(
    (one) => new Map((one ? thingsOf(one) : []).map((thing) => [thing.key, thing])),
  );
  const change = (what: Change["what"], { kind, name, holdsData }: Thing, details: readonly string[] = []): Change => ({
    stack,
    what,
    kind,
    name,
    details,
    losesData: what === "goes" && holdsData,
  });
  const changes = [
    ...[...now!.values()].filter(({ key }) => !old!.has(key)).map((thing) => change("appears", thing)),
    ...[...now!.values()].flatMap((thing) => {
      const was = old!.get(thing.key);
      const details = was ? differences(was, thing) : [];
      return details.length > 0 ? [change("changes", thing, details)] : [];
    }),
    ...[...old!.values()].filter(({ key }) => !now!.has(key)).map((thing) => change("goes", thing)),
  ];
  const rank = ({ kind }: Change) => kindOrder.indexOf(kind);
  return changes.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function differences(
  { resource: { attributes: before } }: Thing,
  { resource: { attributes: after } }: Thing,
): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !silent.has(key));
  return keys.flatMap((key) => {
    const [was, is] = [before[key], after[key]].map((value) => JSON.stringify(value) ?? "nothing");
    if (was === is) return [];
    const isShort = was!.length <= 60 && is!.length <= 60;
    return [isShort ? `${key}: ${was} → ${is}` : key];
  });
}
