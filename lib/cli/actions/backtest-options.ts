import type { ContentOptions } from "../commands/content-option";

export interface BacktestCommandOptions extends ContentOptions {
  readonly input?: string;
  readonly workspace?: string;
  readonly endpoint?: string;
  readonly output?: string;
  readonly yes: boolean;
  readonly truth?: string;
  readonly stack?: string;
  readonly watchlists?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly arrival: Readonly<Record<string, number>>;
  readonly dateOrder?: "mdy" | "dmy";
  readonly state?: string;
  readonly portal: "defender" | "azure";
  readonly sweep?: string;
  readonly against?: string;
  readonly rule: readonly string[];
  readonly timeout?: number;
  readonly report?: string;
  readonly cache: boolean;
  readonly format: "text" | "json" | "html";
}
