import { LABELS, type Label } from "../../labels";

/** Fewer journal lines than this in a text are examples, not a copy of the ledger. */
const LEDGER_LINES = 5;

/** The label of a text that is about to leave, by what it holds: the reporting server does not take the agent's word. */
export function classify(text: string): Label {
  const journalLines = text.match(/"entryId":"JE-/g)?.length ?? 0;
  if (journalLines >= LEDGER_LINES) return LABELS.highlyConfidential;
  if (journalLines > 0 || /INV-\d|EUR/.test(text)) return LABELS.confidential;
  return LABELS.general;
}
