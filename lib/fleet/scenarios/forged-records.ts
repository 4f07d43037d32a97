import { nativeRow, nativeStream } from "../rows/native";
import { Seal } from "../rows/seal";
import { signatureStream, verdictRow } from "../rows/verdict";
import { minute } from "../time";
import type { Scenario } from "./scenario";

/** Someone who holds no key sends records in an agent's name: the verifier finds that their signatures are wrong. */
export const forgedRecords: Scenario = {
  name: "forged-records",
  title: "Records with wrong signatures are sent in an agent's name",
  detections: ["AIC-030"],
  kind: "finance",
  write(_, agent, at, stage) {
    const session = stage.session(agent, at, { workflow: "bank-reconciliation", prompt: "Reconcile." });
    for (let i = 0; i < 4; i++) {
      session.call({
        tool: "query_ledger",
        data: { store: "ledger", table: "bank_accounts", verb: "SELECT", rows: 2 },
        label: "highlyConfidential",
      });
      session.wait(minute);
    }
    const seal = new Seal();
    for (const operation of stage.operations.splice(0)) {
      const sealed = { ...seal.seal(nativeRow(operation)), RecordCount: 0 };
      stage.row(nativeStream, operation.end, sealed);
      const verdict = verdictRow(
        sealed,
        operation.end,
        40_000,
        "BadSignature",
        "the signature does not fit the content",
      );
      stage.row(signatureStream, operation.end + 40_000, verdict);
    }
  },
};
