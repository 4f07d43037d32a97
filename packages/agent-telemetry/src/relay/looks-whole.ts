import type { Format } from "@sentinel-agent-identities/otlp/receiving";

const blank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Whether bytes look like a whole trace export request, as far as its outer shell says: some microseconds, however many
 * spans are in it. What does not may be one all the same, and has to be read.
 */
export const looksWhole = (body: Uint8Array, format: Format): boolean =>
  format === "application/json" ? looksLikeJson(body) : looksLikeProtobuf(body);

const opening = Buffer.from('{"resourceSpans":[');
const closing = Buffer.from("]}");

function looksLikeJson(body: Uint8Array): boolean {
  let end = body.length;
  while (end > 0 && blank(body[end - 1])) end--;
  return (
    end >= opening.length + closing.length &&
    opening.equals(body.subarray(0, opening.length)) &&
    closing.equals(body.subarray(end - closing.length, end))
  );
}

/** Fields number 1 with their bytes, up to the last byte. */
function looksLikeProtobuf(body: Uint8Array): boolean {
  let at = 0;
  while (at < body.length) {
    if (body[at++] !== 0x0a) return false;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at++];
      if (byte === undefined || shift > 28) return false;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    at += length;
  }
  return at === body.length;
}
