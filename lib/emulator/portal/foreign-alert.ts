import { v5 } from "uuid";
import type { Alert } from "../rules/alert";
import type { ForeignAlert } from "./settings";

const namespace = "6b4b3f0e-0a4d-5b57-9c7c-0f4f5b7f2a11";

/** An alert of another product, as an incident holds it: without a rule of the workspace, and without custom details. */
export function foreignAlert(given: ForeignAlert, at: Date): Alert {
  const time = at.toISOString();
  return {
    systemAlertId: v5(JSON.stringify([given.incident, given.product, given.title, time]), namespace),
    rule: "",
    ruleId: "",
    product: given.product,
    provider: "Microsoft XDR",
    timeGenerated: time,
    startTime: time,
    endTime: time,
    title: given.title,
    description: "",
    severity: given.severity,
    tactics: [],
    techniques: [],
    entities: given.entities ?? [],
    customDetails: {},
    dynamicProperties: {},
    events: 1,
  };
}
