import { readJsonRequest, readProtobufRequest } from "@sentinel-agent-identities/otlp";
import { emitterSpans } from "../packages/otlp/test/dialect-spans";
import { requestOf } from "../packages/otlp/test/emitter-request";
import { toProtobuf } from "../packages/otlp/test/protobuf-support";
import { line } from "./print";

const spans = 5000;
const runs = 31;
/** A relay maps for hours: what the compiler does in the first second is none of the speed. */
const warmups = 25;

/** Seconds of the processor that work takes: the median, and the best of all runs. */
function seconds(work: () => unknown): { readonly median: number; readonly best: number } {
  const times: number[] = [];
  for (let run = -warmups; run < runs; run++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    if (run >= 0) times.push((user + system) / 1e6);
  }
  times.sort((a, b) => a - b);
  return { median: times[runs >> 1]!, best: times[0]! };
}

/**
 * From the bytes of a request to rows, each with the attributes that the stream's transform reads and the agent it is of:
 * spans of every dialect, in JSON and in protobuf, a second of one core.
 */
export function benchOtlp(): void {
  const all = Array.from({ length: spans }, (_, i) => emitterSpans[i % emitterSpans.length]!);
  const request = requestOf(all);
  const json = Buffer.from(JSON.stringify(request));
  const protobuf = toProtobuf(request);
  const parse = seconds(() => JSON.parse(json.toString()));
  for (const [name, bytes, read] of [
    ["JSON", json, readJsonRequest],
    ["protobuf", protobuf, readProtobufRequest],
  ] as const) {
    const { median, best } = seconds(() => [...read(bytes)]);
    line(`spans of every dialect, ${name}`, `${rate(median)} spans/s (best ${rate(best)})`);
    line("  bytes a span", String(Math.round(bytes.length / spans)));
    line("  times JSON.parse of the same spans", (median / parse.median).toFixed(2));
  }
}

const rate = (time: number): string => Math.round(spans / time).toLocaleString("en");
