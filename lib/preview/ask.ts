import type { SentinelEmulator } from "../emulator";
import { Unfilled, type Values } from "./values";

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** An answer, or why there is none. */
export type Asked = Answer | { readonly refused: string };

const sources: Readonly<Record<number, string>> = {
  1: "Azure Resource Graph",
  2: "Azure Resource Manager",
  7: "merged results of other items",
  8: "JSON",
  12: "Azure Resource Manager",
};

/** Asks the workspace what an item asks, over the time that it is about. */
export async function ask(
  emulator: SentinelEmulator,
  content: Readonly<Record<string, unknown>>,
  values: Values,
): Promise<Asked> {
  const { query, queryType = 0, timeContext, timeContextFromParameter } = content;
  if (queryType !== 0)
    return {
      refused: `asks ${sources[Number(queryType)] ?? `a source of kind ${queryType}`}, which is not on this machine`,
    };
  try {
    const length =
      values.duration(String(timeContextFromParameter ?? "")) ??
      Number((timeContext as { durationMs?: number })?.durationMs ?? 0);
    const { now } = values;
    const from = length > 0 ? { from: new Date(now.getTime() - length) } : {};
    const text = values.filled(String(query));
    return await emulator.query(text, { now, generated: { ...from, to: new Date(now.getTime() + 1) } });
  } catch (error) {
    if (error instanceof Unfilled || (error as Error).name.startsWith("Kql"))
      return { refused: (error as Error).message };
    throw error;
  }
}
