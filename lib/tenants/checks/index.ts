import { approvalsProblems } from "./approvals";
import type { TenantCheck } from "./check";
import { correlationProblems } from "./correlation";
import { delegationProblems } from "./delegation";
import { externalEndpointProblems } from "./external-endpoints";
import { governanceProblems } from "./governance";
import { regionProblems } from "./region";
import { responseProblems } from "./response";
import { senderProblems } from "./senders";
import { thresholdProblems } from "./thresholds";
import { ruleProblems } from "./tuning";
import { policyWaiverProblems } from "./waivers";
import { watchlistProblems } from "./watchlists";
import { workspaceProblems } from "./workspace";
import { wrongIdProblems } from "./wrong-ids";

/** What one tenant is held to, by itself. */
export const tenantChecks: readonly TenantCheck[] = [
  regionProblems,
  wrongIdProblems,
  workspaceProblems,
  senderProblems,
  responseProblems,
  externalEndpointProblems,
  approvalsProblems,
  correlationProblems,
  governanceProblems,
  delegationProblems,
  ruleProblems,
  thresholdProblems,
  watchlistProblems,
  policyWaiverProblems,
];
