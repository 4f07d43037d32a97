import { fraction, type Instant, toDate } from "./instant";
import { shortMonths } from "./parse";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** .NET's one-letter formats, in en-US. */
const standard: Readonly<Record<string, string>> = {
  o: "yyyy-MM-ddTHH:mm:ss.fffffffK",
  O: "yyyy-MM-ddTHH:mm:ss.fffffffK",
  r: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  R: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  s: "yyyy-MM-ddTHH:mm:ss",
  u: "yyyy-MM-dd HH:mm:ss'Z'",
  d: "M/d/yyyy",
  D: "dddd, MMMM d, yyyy",
  f: "dddd, MMMM d, yyyy h:mm tt",
  F: "dddd, MMMM d, yyyy h:mm:ss tt",
  U: "dddd, MMMM d, yyyy h:mm:ss tt",
  g: "M/d/yyyy h:mm tt",
  G: "M/d/yyyy h:mm:ss tt",
  m: "MMMM d",
  M: "MMMM d",
  t: "h:mm tt",
  T: "h:mm:ss tt",
  y: "MMMM yyyy",
  Y: "MMMM yyyy",
};

const tokens =
  /y{1,5}|M{1,4}|d{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|F{1,7}|t{1,2}|K|z{1,3}|'([^']*)'|"([^"]*)"|\\(.)|%|[\s\S]/g;

/** Text of an instant in a .NET format; undefined when the format is not one. */
export function formatInstant(instant: Instant, format: string): string | undefined {
  const pattern = format.length === 1 ? standard[format] : format;
  if (pattern === undefined || format === "") return undefined;
  const date = toDate(instant.ticks);
  return pattern.replace(tokens, (token: string, single?: string, double?: string, escaped?: string) => {
    const quoted = single ?? double ?? escaped;
    return quoted ?? part(token, date, instant);
  });
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0");

function part(token: string, date: Date, { ticks, utc }: Instant): string {
  const width = token.length;
  const hour = date.getUTCHours();
  switch (token[0]) {
    case "y":
      return width < 3 ? padded(date.getUTCFullYear() % 100, width) : padded(date.getUTCFullYear(), width);
    case "M":
      return name(months, shortMonths, date.getUTCMonth(), width) ?? padded(date.getUTCMonth() + 1, width);
    case "d":
      return (
        name(
          days,
          days.map((day) => day.slice(0, 3)),
          date.getUTCDay(),
          width,
        ) ?? padded(date.getUTCDate(), width)
      );
    case "H":
      return padded(hour, width);
    case "h":
      return padded(hour % 12 || 12, width);
    case "m":
      return padded(date.getUTCMinutes(), width);
    case "s":
      return padded(date.getUTCSeconds(), width);
    case "f":
      return padded(fraction(ticks), 7).slice(0, width);
    case "F":
      return padded(fraction(ticks), 7).slice(0, width).replace(/0+$/, "");
    case "t":
      return (hour < 12 ? "AM" : "PM").slice(0, width);
    case "K":
      return utc ? "Z" : "";
    case "z":
      return ["+0", "+00", "+00:00"][width - 1]!;
    default:
      return token === "%" ? "" : token;
  }
}

/** Long names for four letters, short ones for three. */
const name = (long: readonly string[], short: readonly string[], index: number, width: number): string | undefined =>
  width === 4 ? long[index] : width === 3 ? short[index] : undefined;
