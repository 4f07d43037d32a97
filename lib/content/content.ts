import type { ConnectorItem } from "./kinds/connector";
import type { DetectionItem } from "./kinds/detection";
import type { FunctionItem } from "./kinds/function";
import type { GovernanceItem } from "./kinds/governance";
import type { HuntingItem } from "./kinds/hunting";
import type { PlaybookItem } from "./kinds/playbook";
import type { SummaryItem } from "./kinds/summary";
import type { TableItem } from "./kinds/table";
import type { WatchlistItem } from "./kinds/watchlist";
import type { WorkbookItem } from "./kinds/workbook";
import type { WorkspaceTransformItem } from "./kinds/workspace-transform";

/** Everything the content folders hold, each kind sorted by file name. */
export interface Content {
  /** None in a folder that only has parts of the solution. */
  readonly connector: ConnectorItem | undefined;
  readonly tables: readonly TableItem[];
  readonly workspaceTransforms: readonly WorkspaceTransformItem[];
  readonly functions: readonly FunctionItem[];
  readonly summaries: readonly SummaryItem[];
  readonly watchlists: readonly WatchlistItem[];
  readonly detections: readonly DetectionItem[];
  readonly hunting: readonly HuntingItem[];
  readonly workbooks: readonly WorkbookItem[];
  readonly playbooks: readonly PlaybookItem[];
  readonly governance: readonly GovernanceItem[];
}
