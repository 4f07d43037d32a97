import { exitOnSignals } from "@sentinel-agent-identities/processes";
import { type Explanation, explain, openStage } from "../../backtest";
import { cacheFolder, WorkCache } from "../../cache";
import { withProgress } from "../progress";
import { explanationTables } from "../report/backtest/explanation-tables";
import { rulesOf, workspaceOf } from "./asked-workspace";
import { backtestOptions, printed } from "./backtest";

export interface ExplainRuleOptions {
  readonly input: string;
  readonly agent?: string;
  readonly stack?: string;
  readonly content: string;
  readonly watchlists?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly arrival: Readonly<Record<string, number>>;
  readonly dateOrder?: "mdy" | "dmy";
  readonly cache: boolean;
  readonly format: "text" | "json" | "html";
}

/** Walks the rules of a catalogue id over a history, and prints where the rows went. */
export async function explainRule(id: string, options: ExplainRuleOptions): Promise<void> {
  exitOnSignals();
  const explanations = await withProgress(async (progress): Promise<Explanation[]> => {
    const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
    const whole = await workspaceOf({ ...options, rule: [] }, cache, progress);
    const workspace = { ...whole, rules: rulesOf(whole, id) };
    const stage = await openStage({ ...backtestOptions(options, progress, cache), workspace });
    try {
      // Rules read what summary rules made, which run as time passes.
      await stage.emulator.simulate(stage.from, stage.to, { since: stage.history.first, progress });
      const found: Explanation[] = [];
      for (const rule of workspace.rules) found.push(await explain(stage, rule, options.agent));
      return found;
    } finally {
      stage.emulator.close();
      cache?.save();
    }
  });
  console.log(
    printed(
      options.format,
      `Why ${id}`,
      { explanations },
      explanations.flatMap((one) => explanationTables(one, options.agent)),
    ),
  );
}
