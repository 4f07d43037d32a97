import { blueprintSecret } from "./blueprint-secret";
import { financeExfiltration } from "./finance-exfiltration";
import { forgedRecords } from "./forged-records";
import { healthcareRunawayReader } from "./healthcare-runaway-reader";
import { labelDowngrade } from "./label-downgrade";
import { riskyAgent } from "./risky-agent";
import type { Scenario } from "./scenario";
import { selfEscalation } from "./self-escalation";
import { silencedAgent } from "./silenced-agent";
import { stolenToken } from "./stolen-token";
import { toolLoop } from "./tool-loop";
import { unattestedImage } from "./unattested-image";

/** What can be injected into a fleet: one for each family of detections at least, and both use cases of the mission. */
export const scenarios: readonly Scenario[] = [
  financeExfiltration,
  healthcareRunawayReader,
  blueprintSecret,
  selfEscalation,
  stolenToken,
  riskyAgent,
  unattestedImage,
  forgedRecords,
  toolLoop,
  labelDowngrade,
  silencedAgent,
];
