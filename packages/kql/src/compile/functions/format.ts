import { scalar } from "../../plan/scalar";
import { realLiteral } from "../../plan/sql";
import type { CompileCall, FunctionFamily } from "../family";
import { long, real, stringOf, text } from "./helpers";

const units = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"];

/** `format_bytes(size [, precision [, unit]])`. */
function formatBytes(size: number, precision: bigint, wanted: string): string | null {
  const given = units.findIndex((unit) => unit.toLowerCase() === wanted.toLowerCase());
  if (wanted !== "" && given < 0) return null;
  const fitting = Math.min(Math.floor(Math.log2(Math.max(Math.abs(size), 1)) / 10), units.length - 1);
  const exponent = given >= 0 ? given : fitting;
  const value = size / 1024 ** exponent;
  const rounded = Number(value.toFixed(Math.min(Math.max(Number(precision), 0), 15)));
  return `${rounded} ${units[exponent]}`;
}

/** Conversions between units, as factors to a base unit. */
const lengths: Readonly<Record<string, number>> = {
  nanometer: 1e-9,
  micrometer: 1e-6,
  millimeter: 1e-3,
  centimeter: 1e-2,
  decimeter: 0.1,
  meter: 1,
  kilometer: 1000,
  inch: 0.0254,
  foot: 0.3048,
  yard: 0.9144,
  mile: 1609.344,
  nauticalmile: 1852,
};

const convertUnits =
  (factors: Readonly<Record<string, number>>): CompileCall =>
  (call) => {
    const factor = (index: number): number => {
      const name = call.constant(index);
      const found = typeof name === "string" ? factors[name.toLowerCase()] : undefined;
      return found ?? call.refuse(`with the unit ${String(name)}`);
    };
    return scalar("real", `(${real(call, 0)} * ${realLiteral(factor(1))} / ${realLiteral(factor(2))})`);
  };

export const format: FunctionFamily = {
  functions: {
    format_bytes: (call) =>
      stringOf(
        `kql_format_bytes(${real(call, 0)}, ${call.args.length > 1 ? long(call, 1) : "0::BIGINT"}, ${call.args.length > 2 ? text(call, 2) : "''"})`,
      ),
    convert_length: convertUnits(lengths),
  },
  scripts: [
    { name: "kql_format_bytes", parameters: ["DOUBLE", "BIGINT", "VARCHAR"], returns: "VARCHAR", run: formatBytes },
  ],
};
