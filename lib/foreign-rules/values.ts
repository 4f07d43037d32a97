import { vocabulary } from "../content";

/** Minutes in an ISO 8601 duration, or in the short form that rule files use. */
function minutesOf(text: string): number | undefined {
  const short = /^(\d+)([mhd])$/i.exec(text.trim());
  const per: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60 };
  if (short) return Number(short[1]) * per[short[2]!.toLowerCase()]!;
  const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text.trim());
  if (!iso || iso.slice(1).every((part) => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0)) as number[];
  return ((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes! + seconds! / 60;
}

/** A duration as rule files write it; what is none, or no whole minutes, stays as it is and is told by the schema. */
export function timespan(value: unknown): unknown {
  const minutes = typeof value === "string" ? minutesOf(value) : undefined;
  if (minutes === undefined || !Number.isInteger(minutes)) return value;
  if (minutes > 0 && minutes % (24 * 60) === 0) return `${minutes / (24 * 60)}d`;
  return minutes > 0 && minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

const operators: Readonly<Record<string, string>> = {
  greaterthan: "gt",
  lessthan: "lt",
  equal: "eq",
  equals: "eq",
  notequal: "ne",
  notequals: "ne",
};

/** A trigger's operator as rule files write it. */
export const operator = (value: unknown): unknown =>
  typeof value === "string" ? (operators[value.toLowerCase()] ?? value.toLowerCase()) : value;

/** A number, also where it was written as text. */
export const number = (value: unknown): unknown =>
  typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;

/** A description without the quotes that the Azure-Sentinel repository writes around it, and without blanks at its ends. */
export function description(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.replaceAll("\r\n", "\n").trim();
  return /^'[\s\S]*'$/.test(text) ? text.slice(1, -1).trim() : text;
}

/** A query with line ends of one kind. */
export const query = (value: unknown): unknown => (typeof value === "string" ? value.replaceAll("\r\n", "\n") : value);

const tactics = new Map(vocabulary.tactics.map((name) => [name.toLowerCase(), name]));

/** A tactic as Sentinel spells it: the repository has some with blanks, or in small letters. */
export const tactic = (value: unknown): unknown =>
  typeof value === "string" ? (tactics.get(value.replaceAll(" ", "").toLowerCase()) ?? value) : value;

/** A tag as text: the repository has some that are pairs. */
export const tag = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([key, inner]) => `${key}: ${String(inner)}`)
        .join(", ")
    : value;
