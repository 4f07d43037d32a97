import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { dataFileEndings, type FileRecord, readRecords } from "@sentinel-agent-identities/kql";
import { EmulatorError } from "../errors";
import type { InputRow, InputSource } from "./input-row";
import { otlpStream, readOtlp } from "./read-otlp";

const otlpFolder = "otlp";
/** Where a fleet's folder has its rows, beside its watchlists, its directory and the truth about it. */
const fleetFolder = "telemetry";

/**
 * What a folder of telemetry holds: `<StreamOrTable>.ndjson[.gz]`, `.csv`, `.parquet`, and OTLP/JSON traces in `otlp/`
 * (`.json`, `.jsonl`, `.ndjson`, each also `.gz`, in any case). Of a fleet's folder, what is in its `telemetry/`.
 * @throws EmulatorError for a folder that holds none, or a file of another kind
 */
export function inputFolder(folder: string): InputSource[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new EmulatorError(folder, "is not a folder", "pass --input with a folder of telemetry");
  const names = readdirSync(folder).sort();
  if (names.includes(fleetFolder) && statSync(join(folder, fleetFolder)).isDirectory())
    return inputFolder(join(folder, fleetFolder));
  const files = names.filter((name) => statSync(join(folder, name)).isFile() && !name.startsWith("."));
  const sources = [
    ...files.map((name) => rowFile(folder, name)),
    ...(names.includes(otlpFolder) ? otlpFiles(join(folder, otlpFolder)) : []),
  ];
  if (sources.length === 0)
    throw new EmulatorError(
      folder,
      "holds no telemetry",
      "put <StreamOrTable>.ndjson, .csv or .parquet files there, or OTLP/JSON traces in otlp/",
    );
  return sources;
}

function rowFile(folder: string, name: string): InputSource {
  const file = join(folder, name);
  const ending = dataFileEndings.find((known) => name.endsWith(known) && name.length > known.length);
  if (!ending)
    throw new EmulatorError(
      file,
      "is no telemetry file",
      `name it <StreamOrTable> and one of: ${dataFileEndings.join(", ")}`,
    );
  return { target: name.slice(0, -ending.length), file, rows: () => received(readRecords(file)) };
}

/** Azure's own column `_TimeReceived` says when a row came in, and is no column of the table. */
async function* received(records: AsyncIterable<FileRecord>): AsyncIterable<InputRow> {
  for await (const record of records) {
    const { _TimeReceived, ...data } = record.data;
    const arrived = Date.parse(String(_TimeReceived));
    yield Number.isNaN(arrived) ? record : { ...record, data, arrived: new Date(arrived) };
  }
}

/** What OTLP files are named: JSON, or JSON lines as the specification's file exporters write them. */
const traceFile = /\.(json|jsonl|ndjson)(\.gz)?$/i;

function otlpFiles(folder: string): InputSource[] {
  const names = readdirSync(folder).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile() && !name.startsWith("."));
  const other = files.find((name) => !traceFile.test(name));
  if (other)
    throw new EmulatorError(
      join(folder, other),
      "is no trace file",
      "name OTLP/JSON traces .json, .jsonl or .ndjson, with .gz behind it when packed; keep other files elsewhere",
    );
  return files
    .map((name) => join(folder, name))
    .map((file) => ({ target: otlpStream, file, rows: () => readOtlp(file) }));
}
