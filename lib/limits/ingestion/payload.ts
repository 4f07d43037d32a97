import type { Breach } from "../breach";
import { limits } from "../table";

/** Values of a row that Azure Monitor would cut. */
export function fieldBreaches(row: Readonly<Record<string, unknown>>): Breach[] {
  const limit = "ingestion/field-size";
  const most = limits[limit].value;
  return Object.entries(row).flatMap(([name, value]): Breach[] => {
    const bytes = Buffer.byteLength(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
    if (bytes <= most) return [];
    const message = `${name} has ${bytes} bytes; Azure Monitor keeps the first ${most}`;
    return [{ limit, path: [name], message, suggestion: "cut it where nothing is lost, and say so in the row" }];
  });
}

/** A request that the logs ingestion API would not take. @param bytes of its body, packed or not */
export function requestBreaches(bytes: number): Breach[] {
  const limit = "ingestion/request-size";
  const most = limits[limit].value;
  if (bytes <= most) return [];
  const message = `the request has ${bytes} bytes; the logs ingestion API takes ${most}`;
  return [{ limit, path: [], message, suggestion: "send fewer rows at a time" }];
}
