import { SpanKind } from "@opentelemetry/api";
import type { ToolCall } from "../planner/step";
import type { SimulatedClock } from "../simulation/clock";
import type { Random } from "../simulation/random";
import { type Instrument, TypedError } from "../telemetry/instrument";
import type { Message } from "./conversation";

const MODEL = "gpt-4.1";
const RATE_LIMIT_RATE = 0.012;
const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_CHUNK = 24;
const MAX_CHUNKS = 8;

/** What the model says in one turn; the plan decides it. */
export interface Turn {
  text: string;
  calls: ToolCall[];
}

/** Stands in for the language model: takes the time, counts the tokens and writes the spans of one. */
export class Model {
  constructor(
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
  ) {}

  /** One inference; a rate limit is waited for and tried again. */
  async chat(messages: Message[], turn: Turn, stream: boolean): Promise<void> {
    try {
      await this.infer(messages, turn, stream);
    } catch (error) {
      if (!(error instanceof TypedError)) throw error;
      this.clock.advance(this.random.around(4000));
      await this.infer(messages, turn, stream, false);
    }
  }

  private infer(messages: Message[], turn: Turn, stream: boolean, mayFail = true): Promise<void> {
    const attributes = {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "azure.ai.openai",
      "gen_ai.request.model": MODEL,
      "gen_ai.request.temperature": 0.1,
      "gen_ai.request.stream": stream,
      "gen_ai.input.messages": JSON.stringify(messages),
    };
    return this.instrument.run(`chat ${MODEL}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      if (mayFail && this.random.chance(RATE_LIMIT_RATE)) {
        this.clock.advance(this.random.around(180));
        throw new TypedError("429", "Rate limit of the deployment is exceeded. Retry after 4 seconds.");
      }
      const answer = outputMessage(turn);
      const inputTokens = tokens(JSON.stringify(messages)) + this.random.int(620, 660);
      const outputTokens = tokens(answer) + this.random.int(2, 30);
      this.clock.advance(this.random.around(420));
      if (stream) this.chunks(outputTokens);
      else this.clock.advance(this.random.around(outputTokens * 11));
      span.setAttributes({
        "gen_ai.response.id": `chatcmpl-${this.random.hex(24)}`,
        "gen_ai.response.model": `${MODEL}-2025-04-14`,
        "gen_ai.response.finish_reasons": [turn.calls.length > 0 ? "tool_calls" : "stop"],
        "gen_ai.usage.input_tokens": inputTokens,
        "gen_ai.usage.output_tokens": outputTokens,
        "gen_ai.output.messages": answer,
      });
    });
  }

  /** A streamed answer has one span per group of chunks, as some instrumentations write. */
  private chunks(outputTokens: number): void {
    const count = Math.min(MAX_CHUNKS, Math.ceil(outputTokens / TOKENS_PER_CHUNK));
    for (let index = 0; index < count; index++) {
      const span = this.instrument.start("chat.chunk", { attributes: { "gen_ai.stream.chunk.index": index } });
      this.clock.advance(this.random.around((outputTokens / count) * 11));
      this.instrument.end(span);
    }
  }
}

function tokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

function outputMessage({ text, calls }: Turn): string {
  const parts = [
    ...(text === "" ? [] : [{ type: "text", content: text }]),
    ...calls.map((call) => ({ type: "tool_call", name: call.tool, arguments: call.arguments })),
  ];
  return JSON.stringify([{ role: "assistant", parts }]);
}
