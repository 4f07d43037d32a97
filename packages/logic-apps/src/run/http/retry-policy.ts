import { parseDuration } from "@sentinel-agent-identities/clock";
import { isInteger, isObject, type Value } from "../../values/value";

/** When a request is sent again. */
export interface RetryPolicy {
  /** how often, after the first time */
  readonly count: number;
  /** milliseconds before retry `n`, from 1 */
  wait(n: number): number;
}

/** What a policy must say to be one; the message tells what is wrong. */
export class RetryPolicyError extends Error {}

const none: RetryPolicy = { count: 0, wait: () => 0 };
const standard = { count: 4, interval: "PT7S", minimumInterval: "PT5S", maximumInterval: "PT45S" };

/** Reads a retry policy; without one, four retries with growing waits of 7 to 45 seconds. */
export function retryPolicy(given: Value): RetryPolicy {
  const policy = isObject(given) ? given : {};
  const type = String(policy.type ?? "exponential").toLowerCase();
  if (type === "none") return none;
  if (type !== "fixed" && type !== "exponential")
    throw new RetryPolicyError(`"${String(policy.type)}" is no retry policy; use none, fixed or exponential`);
  const count = policy.count ?? standard.count;
  if (!isInteger(count) || count < 1 || count > 90) throw new RetryPolicyError("count takes 1 to 90");
  const interval = duration(policy.interval ?? standard.interval);
  if (type === "fixed") return { count: Number(count), wait: () => interval };
  const least = duration(policy.minimumInterval ?? standard.minimumInterval);
  const most = duration(policy.maximumInterval ?? (policy.interval === undefined ? standard.maximumInterval : "PT1H"));
  return { count: Number(count), wait: (n) => Math.min(most, Math.max(least, interval * 2 ** (n - 1))) };
}

function duration(value: Value): number {
  const length = parseDuration(String(value));
  if (length === undefined) throw new RetryPolicyError(`"${String(value)}" is no ISO 8601 duration such as PT7S`);
  return length;
}

/** Answers that are worth another try. */
export const isRetried = (status: number): boolean => status === 408 || status === 429 || status >= 500;
