import { milliseconds } from "../../time/add";
import { toDate } from "../../time/instant";
import { parseInstant } from "../../time/parse";
import { asNumber, parseNumber } from "../../values/number";
import { isNumber, isObject } from "../../values/value";
import { failed, succeeded } from "../record";
import type { Executor } from "../step";

/** Moves the clock: by an interval, or up to an instant. */
export const wait: Executor = async (step) => {
  const inputs = step.inputs();
  const interval = isObject(inputs) && isObject(inputs.interval) ? inputs.interval : undefined;
  const until = isObject(inputs) && isObject(inputs.until) ? parseInstant(String(inputs.until.timestamp)) : undefined;
  const { clock } = step.session;
  if (until) {
    const target = toDate(until.ticks);
    if (target > clock.now()) await clock.sleep(target.getTime() - clock.now().getTime());
    return succeeded(inputs);
  }
  const count = typeof interval?.count === "string" ? parseNumber(interval.count) : interval?.count;
  const length =
    count !== undefined && isNumber(count) ? milliseconds(asNumber(count), String(interval?.unit)) : undefined;
  if (length === undefined || length < 0)
    return failed("BadRequest", "takes interval {count, unit: Second|Minute|Hour|Day|Week} or until {timestamp}", {
      inputs,
    });
  await clock.sleep(length);
  return succeeded(inputs);
};
