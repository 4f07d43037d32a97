import type { SourceFile } from "../../content";
import type { Draft, Drafts } from "../draft";
import { isData } from "./data";

/** What the Azure-Sentinel repository knows of a rule and Sentinel does not. */
const leftOut: Draft["leftOut"] = {
  metadata: undefined,
  source: undefined,
  author: undefined,
  support: undefined,
  categories: undefined,
  OriginalUri: undefined,
  threatAnalysisTactics: undefined,
  threatAnalysisTechniques: undefined,
  sentinelEntitiesMappings: () =>
    "entities that a column of the query lists are not kept: map them under entityMappings",
};

/** Whether a file is an analytics rule as the Azure-Sentinel repository writes it. */
export const isAzureSentinel = (data: unknown): boolean =>
  isData(data) &&
  typeof data.query === "string" &&
  ["severity", "kind", "queryFrequency", "triggerOperator"].some((key) => key in data);

/** The rule of such a file. */
export const ofAzureSentinel = (source: SourceFile): Drafts => ({
  drafts: [{ source, start: [], at: [], settings: source.data as Draft["settings"], beside: {}, names: {}, leftOut }],
  problems: [],
});
