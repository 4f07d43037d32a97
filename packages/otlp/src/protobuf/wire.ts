import { Reader } from "protobufjs/minimal";
import { mostValues } from "../json/read-json";
import { Broken, TooDeep } from "../json/unread";
import { cachedText } from "./text-cache";

/** More values than are read: it would take too much memory or time. */
export class WireLimitError extends Error {}

/** Values that may still be read. */
export class Allowance {
  private left = mostValues;

  /** @throws WireLimitError when there are none left */
  spend(values = 1): void {
    this.left -= values;
    if (this.left < 0) throw new WireLimitError(`more than ${mostValues} values`);
  }
}

/** What a field holds and how it is read. */
export interface Field {
  readonly name: string;
  /** 0 varint, 1 eight bytes, 2 bytes with their length, 5 four bytes */
  readonly wire: 0 | 1 | 2 | 5;
  readonly read: (reader: Reader, allowance: Allowance, depth: number) => unknown;
  readonly repeated?: true;
}

/** A message: its fields by number, made when they are first needed, since messages hold one another. */
export interface Message {
  readonly fields: () => Readonly<Record<number, Field>>;
  /** of its fields only the last counts */
  readonly oneOf?: true;
}

/** Messages in messages. Attributes of a span begin at the fifth, and each value in a value takes two. */
const deepest = 80;

/**
 * Reads a message into the form that it has in OTLP/JSON. Unknown fields are passed over, as are known ones of another
 * wire type; of a field that is there twice the last one counts.
 * @throws Error for bytes that are no message
 * @throws WireLimitError
 */
export function decode(bytes: Uint8Array, message: Message, allowance: Allowance): Record<string, unknown> {
  return decodePart(Reader.create(bufferOf(bytes)), bytes.byteLength, message, allowance, 0);
}

/** Reads the message that ends there, in place. */
function decodePart(
  reader: Reader,
  end: number,
  message: Message,
  allowance: Allowance,
  depth: number,
): Record<string, unknown> {
  const fields = message.fields();
  let value: Record<string, unknown> = {};
  while (reader.pos < end) {
    allowance.spend();
    const tag = reader.uint32();
    const field = fields[tag >>> 3];
    if (tag >>> 3 === 0) throw new Error(`field number 0 at byte ${reader.pos}`);
    if (field?.wire !== (tag & 7)) reader.skipType(tag & 7);
    else {
      const read = field.read(reader, allowance, depth);
      if (field.repeated) {
        const list = value[field.name] as unknown[] | undefined;
        if (list) list.push(read);
        else value[field.name] = [read];
      } else if (message.oneOf) value = { [field.name]: read };
      else value[field.name] = read;
    }
  }
  if (reader.pos > end) throw new Error(`a field reaches beyond its message, which ends at byte ${end}`);
  return value;
}

/** Where a field of some length ends, which begins with that length. */
function endOf(reader: Reader): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError(`index out of range: ${reader.pos} + ${length} > ${reader.len}`);
  return end;
}

/** A field that holds a message. One that is broken or too deep stands there as such, so that the rest can be read. */
export function messageField(name: string, message: Message, repeated?: true): Field {
  return {
    name,
    wire: 2,
    ...(repeated ? { repeated } : {}),
    read: (reader, allowance, depth) => {
      const end = endOf(reader);
      if (depth === deepest) {
        reader.pos = end;
        return new TooDeep();
      }
      try {
        return decodePart(reader, end, message, allowance, depth + 1);
      } catch (error) {
        if (error instanceof WireLimitError) throw error;
        reader.pos = end;
        return new Broken((error as Error).message);
      }
    },
  };
}

/** A message of which most are read at once. @param quick undefined for one that is not */
export function quickMessageField(
  name: string,
  message: Message,
  quick: (bytes: Buffer, start: number, end: number) => { readonly values: number } | undefined,
): Field {
  const careful = messageField(name, message, true);
  return {
    ...careful,
    read: (reader, allowance, depth) => {
      const before = reader.pos;
      const end = endOf(reader);
      const read = quick(reader.buf as Buffer, reader.pos, end);
      if (read) {
        reader.pos = end;
        allowance.spend(read.values);
        return read;
      }
      reader.pos = before;
      return careful.read(reader, allowance, depth);
    },
  };
}

/** Text; U+FFFD stands for bytes that are no UTF-8. */
export const textField = (name: string): Field => ({
  name,
  wire: 2,
  read: (reader) => {
    const end = endOf(reader);
    const text = cachedText(reader.buf as Buffer, reader.pos, end);
    reader.pos = end;
    return text;
  },
});

/** Bytes, written as digits or as base64. */
export const bytesField = (name: string, encoding: "hex" | "base64"): Field => ({
  name,
  wire: 2,
  read: (reader) => {
    const end = endOf(reader);
    const text = (reader.buf as Buffer).toString(encoding, reader.pos, end);
    reader.pos = end;
    return text;
  },
});

/** Digits of an unsigned number of 64 bits. By halves: the reader's own way needs a package more. */
export const fixed64Field = (name: string): Field => ({
  name,
  wire: 1,
  read: (reader) => {
    const low = BigInt(reader.fixed32());
    return ((BigInt(reader.fixed32()) << 32n) | low).toString();
  },
});

/** Digits of a signed number of 64 bits. */
export const int64Field = (name: string): Field => ({
  name,
  wire: 0,
  read: (reader) => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = reader.buf[reader.pos++];
      if (byte === undefined || reader.pos > reader.len) throw new Error("a number is cut off");
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value).toString();
    }
    throw new Error("a number has more than ten bytes");
  },
});

export const boolField = (name: string): Field => ({ name, wire: 0, read: (reader) => reader.bool() });
export const enumField = (name: string): Field => ({ name, wire: 0, read: (reader) => reader.int32() });
export const doubleField = (name: string): Field => ({ name, wire: 1, read: (reader) => reader.double() });

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
