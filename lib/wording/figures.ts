/** 1234567 as 1,234,567. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** Bytes in decimal units, as Azure bills them: 9.15 MB. */
export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${power === 0 ? value : (value / 1000 ** power).toFixed(2)} ${units[power]}`;
}

/** A share in whole percent. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${Math.round((part / whole) * 100)} %`;
}

/** 2026-03-08T01:10:09.0489515Z as 2026-03-08 01:10:09 UTC. */
export function instant(iso: string): string {
  return iso === "" ? "" : `${iso.slice(0, 19).replace("T", " ")} UTC`;
}

/** 4,980,000 ms as 1 h 23 min; nothing for less than a second. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}
