import { CHANGED_BUILD } from "../ids";
import { matchInvoices } from "./invoice-matching";
import { createLedgerMirror } from "./ledger-mirror";
import { closeMonth } from "./month-end";
import { answer } from "./questions";
import { reconcile } from "./reconciliation";
import type { Plan } from "./step";
import type { ReconciliationTask, Task } from "./task";

/** Makes the plan for a task: what a language model would come up with turn by turn, scripted. */
export type Planner = (task: Task) => Plan;

function plannerWith(reconciliation: (task: ReconciliationTask) => Plan): Planner {
  return (task) => {
    switch (task.kind) {
      case "reconciliation":
        return reconciliation(task);
      case "invoice-matching":
        return matchInvoices(task);
      case "month-end":
        return closeMonth(task);
      case "question":
        return answer(task);
    }
  };
}

/** The planner that a version of the agent ships with. */
export function plannerOf(version: string): Planner {
  return version === CHANGED_BUILD.version ? plannerWith(createLedgerMirror(reconcile)) : plannerWith(reconcile);
}
