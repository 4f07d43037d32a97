import { type OtelSpanRow, readJsonRequest, readProtobufRequest } from "../src";
import { toProtobuf } from "./protobuf-support";

const requestAt = (startTimeUnixNano: string, endTimeUnixNano: string) => ({
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: "5b8efff798038103d269b633813fc60c",
              spanId: "00f067aa0ba902b7",
              name: "chat",
              kind: 1,
              startTimeUnixNano,
              endTimeUnixNano,
              attributes: [],
            },
          ],
        },
      ],
    },
  ],
});

test.each([
  ["1772445600000000000", "1772445600000000100", "2026-03-02T10:00:00.0000000Z", "2026-03-02T10:00:00.0000001Z"],
  ["1772445599999999900", "1772445600999999999", "2026-03-02T09:59:59.9999999Z", "2026-03-02T10:00:00.9999999Z"],
  ["281474976710655999", "281474976710656000", "1978-12-02T19:29:36.7106559Z", "1978-12-02T19:29:36.7106560Z"],
  ["4294967296000000000", "9223372036854775807", "2106-02-07T06:28:16.0000000Z", "2262-04-11T23:47:16.8547758Z"],
])("nanoseconds %s and %s are the same instants in protobuf and in JSON", (from, to, start, end) => {
  const request = requestAt(from, to);
  for (const read of [
    readProtobufRequest(toProtobuf(request)),
    readJsonRequest(Buffer.from(JSON.stringify(request))),
  ]) {
    const [row] = [...read] as OtelSpanRow[];
    expect([row!.StartTime, row!.EndTime]).toEqual([start, end]);
  }
});
