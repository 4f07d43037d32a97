import { didYouMean } from "@sentinel-agent-identities/spelling";
import type { WatchlistSpec } from "./kinds/watchlist";
import { suggestFrom } from "./suggest";

type Column = WatchlistSpec["columns"][number];
type Value = NonNullable<Column["value"]>;

/** What is wrong with a value, and what to write instead. */
export interface ValueProblem {
  readonly message: string;
  readonly suggestion: string;
}

const whole = /^(0|[1-9]\d*)$/;
const decimal = /^(\d+(\.\d+)?|\.\d+)$/;
const hours = /^([01]?\d|2[0-3])\s*-\s*([01]?\d|2[0-4])$/;
const host = /^(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/i;
const instant = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?Z)?$/;

/**
 * Whether a text is what its column takes; an empty text is no value. Queries read these values with functions that make
 * nothing of what they do not understand.
 * @param detections ids of rules that there are; any is taken where they are not known
 */
export function valueProblem(
  { name, value }: Column,
  text: string,
  detections: readonly string[] = [],
): ValueProblem | undefined {
  if (!value) return undefined;
  const given = text.trim();
  if (given === "")
    return value.required ? { message: `has no ${name}`, suggestion: `write ${wanted(value)}` } : undefined;
  const suggestion = problemOf(value, given, detections);
  return suggestion === undefined ? undefined : { message: `has the ${name} "${text}"`, suggestion };
}

/** What to write instead; undefined for a value that fits. */
function problemOf(value: Value, given: string, detections: readonly string[]): string | undefined {
  switch (value.kind) {
    case "oneOf": {
      const words = value.values ?? [];
      if (words.some((word) => word.toLowerCase() === given.toLowerCase())) return undefined;
      return suggestFrom(given, words);
    }
    case "hours": {
      const [, from, to] = hours.exec(given) ?? [];
      return from !== undefined && Number(from) !== Number(to) ? undefined : `write ${wanted(value)}`;
    }
    case "list":
      return given.includes(",") ? `write ${wanted(value)}` : undefined;
    case "hosts":
      return hostsProblem(given);
    case "detection":
      if (detections.length === 0 || detections.includes(given)) return undefined;
      return didYouMean(given, detections) ?? `write ${wanted(value)}`;
    case "instant":
      return isInstant(given) ? undefined : `write ${wanted(value)}`;
    default: {
      const fits = (value.kind === "integer" ? whole : decimal).test(given) && isWithin(value, Number(given));
      return fits ? undefined : `write ${wanted(value)}`;
    }
  }
}

/** Rules compare whole names of hosts: an address or a path never is one. */
function hostsProblem(given: string): string | undefined {
  if (given.includes(",")) return "separate hosts by semicolons, such as a.contoso.com; *.b.contoso.com";
  const wrong = given
    .split(";")
    .map((one) => one.trim())
    .find((one) => one !== "" && !host.test(one));
  if (wrong === undefined) return undefined;
  const bare = wrong.replace(/^[a-z+]+:\/\//i, "").replace(/[/?#:].*$/, "");
  return host.test(bare)
    ? `write "${bare}" for "${wrong}": the name of the host alone`
    : "write names of hosts, such as a.contoso.com; *.b.contoso.com";
}

const isWithin = ({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Value, number: number): boolean =>
  number >= minimum && number <= maximum;

/** A day or a time that there is: a date's parser makes March of 31 February. */
function isInstant(text: string): boolean {
  const [, day] = instant.exec(text) ?? [];
  if (day === undefined) return false;
  const time = new Date(text.includes("T") ? text : `${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}

function wanted({ kind, values = [], minimum = 0, maximum }: Value): string {
  switch (kind) {
    case "oneOf":
      return values.join(" or ");
    case "list":
      return "texts separated by semicolons";
    case "hosts":
      return "names of hosts separated by semicolons";
    case "detection":
      return "the id of a rule, such as AIC-046";
    case "hours":
      return "two different hours in UTC, such as 22-06";
    case "instant":
      return "a day or a time in UTC, such as 2026-04-01 or 2026-04-01T12:00:00Z";
    default:
      return `${kind === "integer" ? "a whole number" : "a number"} ${maximum === undefined ? `of ${minimum} or more` : `from ${minimum} to ${maximum}`}`;
  }
}
