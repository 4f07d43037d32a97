import { collectionFamily } from "../aggregates/collections";
import { statisticsFamily } from "../aggregates/statistics";
import { arithmeticFamily } from "../arithmetic";
import { comparisonFamily } from "../comparison";
import { conversions } from "../convert";
import type { CompileCall, FunctionFamily } from "../family";
import { expandFamily } from "../operators/mv-expand";
import { parseKvFamily } from "../operators/parse-kv";
import { pathFamily } from "../paths";
import { registerSeveral } from "../several";
import { termFamily } from "../terms";
import { arraySorting, arraySorts } from "./array-sorts";
import { arrays } from "./arrays";
import { bags } from "./bags";
import { conditional } from "./conditional";
import { contextFamily } from "./context";
import { conversion } from "./conversion";
import { datetimeFamily } from "./datetime";
import { encoding } from "./encoding";
import { format } from "./format";
import { geo } from "./geo";
import { hashes } from "./hashes";
import { math } from "./math";
import { networkFamily } from "./network";
import { parsing } from "./parsing";
import { regexFamily } from "./regex";
import { seriesAnalyses, seriesAnalysis } from "./series-analysis";
import { seriesFilters } from "./series-filters";
import { seriesLists } from "./series-lists";
import { sets } from "./sets";
import { textFamily } from "./text";
import { windowFamily } from "./window";

/** Every family of scalar functions. To add a function, add it to a family; to add a family, list it here. */
export const families: readonly FunctionFamily[] = [
  arithmeticFamily,
  collectionFamily,
  statisticsFamily,
  comparisonFamily,
  conversions,
  expandFamily,
  parseKvFamily,
  pathFamily,
  termFamily,
  arrays,
  arraySorting,
  bags,
  conditional,
  contextFamily,
  conversion,
  datetimeFamily,
  encoding,
  math,
  format,
  geo,
  hashes,
  networkFamily,
  parsing,
  regexFamily,
  seriesAnalysis,
  seriesFilters,
  seriesLists,
  sets,
  textFamily,
  windowFamily,
];

registerSeveral({ ...seriesAnalyses, ...arraySorts });

const byName: ReadonlyMap<string, CompileCall> = new Map(
  families.flatMap((family) => Object.entries(family.functions)),
);

/** The compiler of a scalar function, by name. */
export const scalarFunction = (name: string): CompileCall | undefined => byName.get(name.toLowerCase());
