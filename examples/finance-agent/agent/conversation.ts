import type { ToolOutcome } from "../planner/step";

/** One message of a conversation, in the form of OpenTelemetry's GenAI conventions. */
export interface Message {
  role: "system" | "user" | "assistant" | "tool";
  parts: { type: "text"; content: string }[];
}

/** As much of a tool's result as the model is shown. */
const RESULT_BUDGET = 6000;

const SYSTEM =
  "You are Contoso's finance agent. You reconcile bank and books, match invoices and answer questions of the finance team. Use the tools; never guess figures.";

export function message(role: Message["role"], content: string): Message {
  return { role, parts: [{ type: "text", content }] };
}

/** The start of a conversation. */
export function opening(prompt: string): Message[] {
  return [message("system", SYSTEM), message("user", prompt)];
}

/** What a tool's outcome adds to a conversation. */
export function toolMessage(outcome: ToolOutcome): Message {
  return message("tool", outcome.text.slice(0, RESULT_BUDGET));
}
