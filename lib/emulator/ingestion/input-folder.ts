import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { EmulatorError } from "../errors";
import type { InputSource } from "./input-row";
import { readColumnar } from "./read-columnar";
import { readNdjson } from "./read-ndjson";
import { otlpStream, readOtlp } from "./read-otlp";

const otlpFolder = "otlp";

/**
 * What a folder of telemetry holds: `<StreamOrTable>.ndjson[.gz]`, `.csv`, `.parquet`, and OTLP/JSON traces in `otlp/`.
 * @throws EmulatorError for a folder that holds none, or a file of another kind
 */
export function inputFolder(folder: string): InputSource[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new EmulatorError(folder, "is not a folder", "pass --input with a folder of telemetry");
  const names = readdirSync(folder).sort();
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
  const match = /^(.+?)\.(ndjson|ndjson\.gz|csv|parquet)$/.exec(name);
  if (!match)
    throw new EmulatorError(
      file,
      "is no telemetry file",
      "name it <StreamOrTable>.ndjson, .ndjson.gz, .csv or .parquet",
    );
  const [, target, format] = match;
  const rows = () => (format === "csv" || format === "parquet" ? readColumnar(file, format) : readNdjson(file));
  return { target: target!, file, rows };
}

function otlpFiles(folder: string): InputSource[] {
  return readdirSync(folder)
    .filter((name) => /\.json(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .map((file) => ({ target: otlpStream, file, rows: () => readOtlp(file) }));
}
