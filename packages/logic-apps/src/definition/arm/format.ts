import { ExpressionError } from "../../errors";
import { formatNumber } from "../../values/format-number";
import { asNumber } from "../../values/number";
import { toText } from "../../values/text";
import { isNumber, type Value } from "../../values/value";

/** `format('{0}-{1:D2}', …)`: the places of .NET, with formats of numbers. */
export function format([pattern, ...values]: readonly Value[], at: number): Value {
  return toText(pattern!).replace(/\{\{|\}\}|\{(\d+)(?:,(-?\d+))?(?::([^}]*))?\}/g, (token, index, width, shape) => {
    if (index === undefined) return token.slice(1);
    const value = values[Number(index)];
    if (value === undefined) throw new ExpressionError(`format() has no argument for {${index}}`, at);
    return padded(shape ? shaped(value, shape, at) : toText(value), Number(width ?? 0));
  });
}

function shaped(value: Value, shape: string, at: number): string {
  const text = isNumber(value) ? formatNumber(asNumber(value), shape) : undefined;
  if (text === undefined)
    throw new ExpressionError(`format() of ${toText(value)} as "${shape}" is not resolved here`, at);
  return text;
}

const padded = (text: string, width: number): string => (width < 0 ? text.padEnd(-width) : text.padStart(width));
