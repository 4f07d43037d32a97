import { text, value } from "./expression";
import { incidentNow } from "./incident";
import { playbookName } from "./workflow-file";

/** What a row of AgentResponse_CL says beyond the incident and the run; the texts may hold expressions. */
export interface LedgerRow {
  readonly ActionId: string;
  readonly ActionType: string;
  readonly ActionMode: string;
  readonly ResultState: string;
  readonly Reason: string;
  readonly AgentId?: string;
  readonly BlueprintId?: string;
  readonly WorkflowResourceId?: string;
  readonly DetectionId?: string;
  readonly AlertIds?: string;
  readonly AlertRuleId?: string;
  readonly ApprovedBy?: string;
  readonly ApprovalState?: string;
  readonly HttpStatus?: string | null;
  readonly GraphRequestId?: string;
  readonly PreviousState?: unknown;
  readonly NewState?: unknown;
  readonly RollbackOf?: string;
  readonly ExpiryTime?: string | null;
  readonly ErrorMessage?: string;
  readonly Verdict?: string;
}

/** A row of AgentResponse_CL with every column. */
export const ledgerRow = (row: LedgerRow): object => ({
  TimeGenerated: "@{utcNow()}",
  IncidentId: text(incidentNow("id")),
  IncidentNumber: value(incidentNow("number")),
  ProviderIncidentId: text(incidentNow("providerId")),
  IncidentUrl: text(incidentNow("url")),
  AlertIds: "",
  AlertRuleId: "",
  DetectionId: "",
  AgentId: "",
  BlueprintId: "",
  WorkflowResourceId: "",
  RequestedBy: text(playbookName),
  ApprovedBy: "",
  ApprovalState: "",
  HttpStatus: null,
  GraphRequestId: "",
  PreviousState: {},
  NewState: {},
  RollbackOf: "",
  ExpiryTime: null,
  ErrorMessage: "",
  Verdict: "Undetermined",
  ...row,
});
