/** A value of a result as a cell shows it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return `${text.slice(0, 10)} ${text.slice(11, 19)}`;
  if (typeof value === "number" && !Number.isInteger(value)) return String(Math.round(value * 100) / 100);
  return text;
}

export const numberOf = (value: unknown): number | undefined => {
  const number =
    typeof value === "bigint"
      ? Number(value)
      : typeof value === "string" && value.trim() !== ""
        ? Number(value)
        : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};
