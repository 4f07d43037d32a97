/** .NET number formats in en-US; undefined for a format that is none. */
export function formatNumber(value: number, format: string): string | undefined {
  const standard = /^([NFDPC])(\d{0,2})$/i.exec(format);
  if (standard) return standardFormat(value, standard[1]!.toUpperCase(), standard[2]!);
  return /^[0#,.%]+$/.test(format) ? customFormat(value, format) : undefined;
}

/** Of more digits than a double has, the rest are zeros. */
function fixed(value: number, digits: number, grouping: boolean): string {
  const known = Math.min(digits, 20);
  const text = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: known,
    maximumFractionDigits: known,
    useGrouping: grouping,
  }).format(value);
  return text + "0".repeat(digits - known);
}

function standardFormat(value: number, kind: string, precision: string): string | undefined {
  const digits = precision === "" ? 2 : Number(precision);
  const negative = value < 0 ? "-" : "";
  switch (kind) {
    case "N":
      return fixed(value, digits, true);
    case "F":
      return fixed(value, digits, false);
    case "P":
      return `${fixed(value * 100, digits, true)}%`;
    case "C":
      return `${negative}$${fixed(Math.abs(value), digits, true)}`;
    default:
      if (!Number.isInteger(value)) return undefined;
      return negative + String(Math.abs(value)).padStart(Number(precision || 1), "0");
  }
}

/** Zeros are digits that always show, # digits that show when there are any, a comma between digits groups them. */
function customFormat(value: number, format: string): string {
  const percent = format.includes("%");
  const [whole = "", fraction = ""] = format.replaceAll("%", "").split(".");
  const least = (part: string) => part.replaceAll(/[^0]/g, "").length;
  const text = new Intl.NumberFormat("en-US", {
    minimumIntegerDigits: Math.max(1, least(whole)),
    minimumFractionDigits: least(fraction),
    maximumFractionDigits: fraction.length,
    useGrouping: whole.includes(","),
  }).format(percent ? value * 100 : value);
  return percent ? `${text}%` : text;
}
