import type { Dynamic } from "../row";
import { timeAt } from "../time";
import { toolMessage } from "../tool-events";
import { cachedText } from "./text-cache";

/** A span that was read at once, without the form that it has in OTLP/JSON. */
export class ReadySpan {
  name = "";
  kind = 0;
  traceId = "";
  spanId = "";
  parentSpanId = "";
  /** ISO 8601 with 7 decimals */
  start = "";
  end = "";
  statusCode = 0;
  statusMessage = "";
  readonly attributes: { [name: string]: Dynamic } = {};
  /** messages and values that it is made of */
  values = 1;
}

/** Whether columns are made of an event; one whose name does not come first may be such a one. */
const isRead = (name: string): boolean => name === "" || name === "exception" || name === toolMessage;

/** Thrown for whatever is not usual: such a span is read by those who can say what is wrong. */
const unusual = new Error("unusual");

/**
 * Reads a span that has nothing unusual: texts, numbers and truths for attributes, ids and times as they must be, and no
 * exception among its events.
 * @param start of the span in `bytes`, which holds more than it
 * @returns undefined for any other
 */
export function quickSpan(bytes: Buffer, start: number, end: number): ReadySpan | undefined {
  try {
    return reader.span(bytes, start, end);
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

class QuickReader {
  private at = 0;
  private end = 0;
  private bytes: Buffer = Buffer.alloc(0);
  private trace = Buffer.alloc(16);
  private traceText = "";

  span(bytes: Buffer, start: number, end: number): ReadySpan {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    const span = new ReadySpan();
    while (this.at < end) {
      span.values++;
      const tag = this.varint();
      switch (tag) {
        case 0x0a:
          span.traceId = this.traceId();
          break;
        case 0x12:
          span.spanId = this.id(8);
          break;
        case 0x22:
          if (bytes[this.at] === 0) this.at++;
          else span.parentSpanId = this.id(8);
          break;
        case 0x2a:
          span.name = this.text();
          break;
        case 0x30:
          span.kind = this.varint();
          break;
        case 0x39:
          span.start = this.time();
          break;
        case 0x41:
          span.end = this.time();
          break;
        case 0x4a:
          span.values += 4;
          this.attribute(this.limit(), span.attributes);
          break;
        case 0x7a:
          this.status(this.limit(), span);
          break;
        case 0x5a: {
          const eventEnd = this.limit();
          if (isRead(this.eventName(eventEnd))) throw unusual;
          this.at = eventEnd;
          break;
        }
        default:
          this.skip(tag);
      }
    }
    const isWhole = span.traceId !== "" && span.spanId !== "" && span.start !== "" && span.end !== "";
    if (!isWhole || span.kind > 5 || span.statusCode > 2) throw unusual;
    return span;
  }

  private attribute(end: number, attributes: ReadySpan["attributes"]): void {
    let key = "";
    let value: Dynamic = null;
    while (this.at < end) {
      const tag = this.varint();
      if (tag === 0x0a) {
        const keyEnd = this.limit();
        key = cachedText(this.bytes, this.at, keyEnd);
        this.at = keyEnd;
      } else if (tag === 0x12) value = this.value(this.limit());
      else throw unusual;
    }
    if (key === "" || key === "__proto__" || this.at !== end) throw unusual;
    attributes[key] = value;
  }

  private value(end: number): Dynamic {
    if (this.at === end) return null;
    const value = this.scalar(this.varint());
    if (this.at !== end) throw unusual;
    return value;
  }

  private scalar(tag: number): Dynamic {
    switch (tag) {
      case 0x0a:
        return this.text();
      case 0x10:
        return this.varint() !== 0;
      case 0x18:
        return this.varint();
      case 0x21: {
        if (this.at + 8 > this.end) throw unusual;
        const number = this.bytes.readDoubleLE(this.at);
        if (!Number.isFinite(number) || Object.is(number, -0)) throw unusual;
        this.at += 8;
        return number;
      }
      default:
        throw unusual;
    }
  }

  /** The name of an event, which stands before its attributes; empty where it does not. */
  private eventName(end: number): string {
    while (this.at < end) {
      const tag = this.varint();
      if (tag === 0x12) return this.text();
      if (tag === 0x1a) break;
      this.skip(tag);
    }
    return "";
  }

  private status(end: number, span: ReadySpan): void {
    while (this.at < end) {
      const tag = this.varint();
      if (tag === 0x12) span.statusMessage = this.text();
      else if (tag === 0x18) span.statusCode = this.varint();
      else this.skip(tag);
    }
    if (this.at !== end) throw unusual;
  }

  /** A number that is not negative and has at most 28 bits, as nearly all have. */
  private varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++];
    if (byte === undefined) throw unusual;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      byte = bytes[this.at++];
      if (byte === undefined) throw unusual;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw unusual;
  }

  /** Where a field of some length ends. */
  private limit(): number {
    const length = this.varint();
    const end = this.at + length;
    if (end > this.end) throw unusual;
    return end;
  }

  private text(): string {
    const end = this.limit();
    const text = cachedText(this.bytes, this.at, end);
    this.at = end;
    return text;
  }

  /** The spans of a trace mostly stand one behind the other. */
  private traceId(): string {
    const { bytes, trace, at } = this;
    if (this.traceText !== "" && bytes[at] === 16 && at + 17 <= this.end) {
      let i = 0;
      while (i < 16 && bytes[at + 1 + i] === trace[i]) i++;
      if (i === 16) {
        this.at = at + 17;
        return this.traceText;
      }
    }
    this.traceText = "";
    this.traceText = this.id(16);
    bytes.copy(trace, 0, this.at - 16, this.at);
    return this.traceText;
  }

  private id(length: number): string {
    const end = this.limit();
    if (end - this.at !== length) throw unusual;
    let any = 0;
    for (let at = this.at; at < end; at++) any |= this.bytes[at]!;
    if (any === 0) throw unusual;
    const text = this.bytes.toString("hex", this.at, end);
    this.at = end;
    return text;
  }

  private time(): string {
    const { bytes, at } = this;
    if (at + 8 > this.end) throw unusual;
    this.at += 8;
    // 2^48 is 281,474,976,710,656. In parts, no number is too large to be exact; a BigInt costs several times as much.
    const upper = bytes.readUInt16LE(at + 6);
    const rest = upper * 976_710_656 + bytes.readUInt16LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at);
    const seconds = upper * 281_474 + Math.floor(rest / 1e9);
    // Less are no nanoseconds, but milliseconds or microseconds by mistake.
    if (seconds < 100_000_000) throw unusual;
    return timeAt(seconds, rest % 1e9);
  }

  private skip(tag: number): void {
    if (tag >>> 3 === 0) throw unusual;
    switch (tag & 7) {
      case 0:
        this.varint();
        break;
      case 1:
        this.at += 8;
        break;
      case 2:
        this.at = this.limit();
        break;
      case 5:
        this.at += 4;
        break;
      default:
        throw unusual;
    }
    if (this.at > this.end) throw unusual;
  }
}

/** One for all spans, which are read one after the other. */
const reader = new QuickReader();
