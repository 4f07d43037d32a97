import { ContentError, checkSchema, SourceFile } from "../content";
import { BacktestError } from "./errors";

/** How hard an attack is to see. */
export const strengths = ["strong", "medium", "weak"] as const;
export type Strength = (typeof strengths)[number];

/** An attack that is known to be in a history. */
export interface Attack {
  /** what it is called; the same name may stand for several attacks */
  readonly scenario: string;
  /** id of the agent that it is about, as incidents name it */
  readonly agentId: string;
  /** first trace, ISO 8601 */
  readonly from: string;
  /** last trace, ISO 8601 */
  readonly to: string;
  /** catalogue ids of the rules that must tell of it, such as AIC-044. @default - any rule will do */
  readonly detections?: readonly string[];
  /** @default - not told apart */
  readonly strength?: Strength;
  /** the agent's blueprint: an incident that names it names the agent */
  readonly blueprintId?: string;
}

const text = { type: "string", minLength: 1 } as const;
const instant = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z$",
  "x-message": "is a UTC instant such as 2026-03-11T09:03:00Z",
} as const;

/** A file of `--truth`. What else an attack has is left alone. */
export const truthFileSchema = {
  $id: "truth.schema.json",
  title: "Attacks that are known to be in a history",
  type: "array",
  items: {
    type: "object",
    required: ["scenario", "agentId", "from", "to"],
    properties: {
      scenario: { ...text, description: "what the attack is called" },
      agentId: { ...text, description: "id of the agent that it is about" },
      from: { ...instant, description: "first trace" },
      to: { ...instant, description: "last trace" },
      detections: {
        type: "array",
        description: "catalogue ids of the rules that must tell of it; default: any rule will do",
        items: { type: "string", pattern: "^AIC-\\d{3}$", "x-message": "is a catalogue id such as AIC-044" },
      },
      strength: { enum: strengths, description: "how hard it is to see" },
      blueprintId: { ...text, description: "the agent's blueprint, which incidents may name instead" },
    },
  },
} as const;

/**
 * Reads a file of attacks.
 * @throws ContentError with every place that does not fit the schema; BacktestError for an attack that ends before it begins
 */
export function readTruth(file: string): Attack[] {
  const source = SourceFile.read(file);
  const problems = checkSchema(source, truthFileSchema);
  if (problems.length > 0) throw new ContentError(problems);
  const attacks = source.data as Attack[];
  for (const [i, { scenario, from, to }] of attacks.entries())
    if (Date.parse(to) < Date.parse(from)) {
      const { line, column } = source.locate([i, "to"]);
      throw new BacktestError(
        `${file}:${line}:${column}`,
        `"${scenario}" ends at ${to}, before it begins at ${from}`,
        "swap from and to",
      );
    }
  return attacks;
}
