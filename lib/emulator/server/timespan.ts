import { durationMilliseconds } from "../terraform/duration";
import { queryErrors } from "./query-errors";

/**
 * The stretch of time that a query is asked about: a duration up to now, `start/end`, `start/duration` or `duration/end`.
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/timespan
 * @throws ApiError for anything else
 */
export function readTimespan(given: unknown, now: Date): { readonly from: Date; readonly to: Date } {
  const parts = typeof given === "string" ? given.split("/") : [];
  const [first, second] = parts.map((part) => (part.startsWith("P") ? duration(part) : instant(part)));
  if (parts.length === 1 && typeof first === "number") return { from: new Date(now.getTime() - first), to: after(now) };
  if (parts.length === 2 && first instanceof Date)
    return { from: first, to: second instanceof Date ? second : new Date(first.getTime() + second!) };
  if (parts.length === 2 && second instanceof Date)
    return { from: new Date(second.getTime() - Number(first)), to: second };
  throw refusal(given);
}

/** The end is excluded; the present is not. */
const after = (now: Date): Date => new Date(now.getTime() + 1);

function duration(text: string): number {
  try {
    return durationMilliseconds(text, "timespan");
  } catch {
    throw refusal(text);
  }
}

function instant(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw refusal(text);
  return date;
}

const refusal = (given: unknown) =>
  queryErrors.badArgument(
    `the timespan ${JSON.stringify(given)} is none; write one like PT1H or 2026-03-02T10:00:00Z/PT1H`,
  );
