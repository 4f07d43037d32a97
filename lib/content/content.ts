import type { DetectionItem } from "./kinds/detection";
import type { FunctionItem } from "./kinds/function";
import type { HuntingItem } from "./kinds/hunting";
import type { PlaybookItem } from "./kinds/playbook";
import type { SummaryItem } from "./kinds/summary";
import type { TableItem } from "./kinds/table";
import type { WatchlistItem } from "./kinds/watchlist";
import type { WorkbookItem } from "./kinds/workbook";

/** Everything the content folders hold, each kind sorted by file name. */
export interface Content {
  readonly tables: readonly TableItem[];
  readonly functions: readonly FunctionItem[];
  readonly summaries: readonly SummaryItem[];
  readonly watchlists: readonly WatchlistItem[];
  readonly detections: readonly DetectionItem[];
  readonly hunting: readonly HuntingItem[];
  readonly workbooks: readonly WorkbookItem[];
  readonly playbooks: readonly PlaybookItem[];
}
