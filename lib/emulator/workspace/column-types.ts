import type { Column, KqlType } from "@sentinel-agent-identities/kql";
import { EmulatorError } from "../errors";

/** Spellings of the tables API: the data collection rule API spells datetime the other way. */
const tableTypes: Readonly<Record<string, KqlType>> = {
  boolean: "bool",
  dateTime: "datetime",
  dynamic: "dynamic",
  guid: "guid",
  int: "int",
  long: "long",
  real: "real",
  string: "string",
};
const streamTypes: Readonly<Record<string, KqlType>> = {
  boolean: "bool",
  datetime: "datetime",
  dynamic: "dynamic",
  int: "int",
  long: "long",
  real: "real",
  string: "string",
};

/** Columns of a custom table. @throws EmulatorError for a type the tables API refuses */
export function tableColumns(declared: readonly Record<string, unknown>[], where: string): Column[] {
  return declared.map((column) => typed(column, tableTypes, where));
}

/** Columns of a stream. @throws EmulatorError for a type the data collection rule API refuses */
export function streamColumns(declared: readonly Record<string, unknown>[], where: string): Column[] {
  return declared.map((column) => typed(column, streamTypes, where));
}

function typed(column: Record<string, unknown>, types: Readonly<Record<string, KqlType>>, where: string): Column {
  const name = String(column.name);
  const type = types[String(column.type)];
  if (type) return { name, type };
  const meant = Object.keys(types).find((known) => known.toLowerCase() === String(column.type).toLowerCase());
  throw new EmulatorError(
    where,
    `declares column ${name} as "${column.type}", which this API refuses`,
    meant ? `did you mean "${meant}"?` : `use one of: ${Object.keys(types).join(", ")}`,
  );
}
