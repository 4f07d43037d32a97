import { textIn } from "./exception";

/** Events that hold what a tool was given, and what it gave back, where the span's attributes do not. */
export const toolMessage = "gen_ai.tool.message";
const choice = "gen_ai.choice";

/** Events of a span that are looked at. */
const mostEvents = 1000;

/** What the events of a tool's span say. Empty where they do not. */
export interface ToolSaid {
  readonly input: string;
  readonly output: string;
}

const nothing: ToolSaid = { input: "", output: "" };

/**
 * What a tool was given and gave back, as Strands and others tell it in events.
 * https://github.com/open-telemetry/semantic-conventions/blob/v1.36.0/docs/gen-ai/gen-ai-events.md
 * @param events in OTLP/JSON's form
 */
export function toolSaidIn(events: unknown): ToolSaid {
  if (!Array.isArray(events)) return nothing;
  let { input, output } = nothing;
  for (const event of events.slice(0, mostEvents)) {
    const { name, attributes } = (event ?? {}) as { name?: unknown; attributes?: unknown };
    if (!Array.isArray(attributes)) continue;
    if (name === toolMessage) input ||= textIn(attributes, "content");
    else if (name === choice) output ||= textIn(attributes, "message");
  }
  return input === "" ? nothing : { input, output };
}
