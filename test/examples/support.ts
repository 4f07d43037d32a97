import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type OtelSpanRow, readOtlpTraces } from "@sentinel-agent-identities/otlp";
import type { Scenario } from "../../examples/finance-agent/simulation/recording";

const RECORDINGS = join(__dirname, "../../examples/finance-agent/recordings");

/** The committed OTLP/JSON of a recording, by day. */
export function committed(scenario: Scenario): Map<string, string> {
  const folder = join(RECORDINGS, scenario, "otlp");
  const files = readdirSync(folder).sort();
  return new Map(
    files.map((file) => [file.slice(0, 10), gunzipSync(readFileSync(join(folder, file))).toString("utf8")]),
  );
}

/** The committed spans of a recording, as rows of the stream. */
export function rows(scenario: Scenario): OtelSpanRow[] {
  return [...committed(scenario)].flatMap(([day, text]) => readOtlpTraces(text, `${day}.json`));
}
