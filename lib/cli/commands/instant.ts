import { InvalidArgumentError } from "commander";

/** An option's UTC instant. */
export function instant(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError("write a UTC instant such as 2026-03-02T00:00:00Z");
  }
  return date;
}
