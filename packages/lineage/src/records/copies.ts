import type { PlacedRecord } from "./check-record";
import { findings } from "./findings";
import type { SeenContent } from "./state";
import type { Finding } from "./verdict";

/**
 * What a further copy of a record is. A sender that had no answer sends the same record again: same content, signature
 * and sender, within the time for that. Everything else asks who had it.
 * @param resend milliseconds
 */
export function copyFinding(record: PlacedRecord, first: SeenContent, resend: number): Finding {
  const { subject, mark, key, disputed = false } = record;
  // The one that came before from elsewhere is the one that needs explaining.
  if (first.disputed && !disputed) return findings.duplicate;
  const otherSender = first.by !== undefined && first.by !== subject.senderId;
  const otherMark = first.mark !== undefined && mark !== "" && first.mark !== mark;
  const late = Math.abs(subject.arrived - first.arrived) > resend;
  if (!otherSender && !otherMark && !late) return findings.duplicate;
  if (key) return key;
  if (otherSender) return findings.replayedBy(subject.senderId ?? "", first.by ?? "");
  if (late) return findings.replayedLate(new Date(first.arrived).toISOString(), resend / 3_600_000);
  return findings.resigned;
}
