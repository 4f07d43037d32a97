import { scalar } from "../../plan/scalar";
import { convert } from "../convert";
import type { Call } from "../scope";
import { long } from "./helpers";

/** `range(from, to [, step])`: never more than 1,048,576 values, as Kusto. */
export function rangeArray(call: Call) {
  const [from, to] = [call.arg(0), call.arg(1)];
  if (from.type === "datetime" || from.type === "timespan") {
    const step = call.args.length > 2 ? convert(call.arg(2), "timespan").sql : "36000000000";
    const values = `range(${from.sql}, kql_range_end(${from.sql}, ${to.sql}, ${step}), ${step})`;
    return scalar("dynamic", `to_json(list_transform(${values}, lambda t : kql_${from.type}_text(t)))`);
  }
  if ([from, to, ...(call.args[2] ? [call.args[2]] : [])].some((arg) => arg.type === "real")) {
    const [a, b, step] = [
      convert(from, "real").sql,
      convert(to, "real").sql,
      call.args[2] ? convert(call.args[2], "real").sql : "1e0",
    ];
    return scalar(
      "dynamic",
      `CASE WHEN isfinite((${b} - ${a}) / ${step}) THEN to_json(list_transform(range(least(floor((${b} - ${a}) / ${step} + 1e-9), 1048575e0)::BIGINT + 1), lambda i : ${a} + i * ${step})) END`,
    );
  }
  const [a, b, step] = [long(call, 0), long(call, 1), call.args[2] ? long(call, 2) : "1::BIGINT"];
  return scalar("dynamic", `to_json(range(${a}, kql_range_end(${a}, ${b}, ${step}), ${step}))`);
}
