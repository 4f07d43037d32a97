/** The newest batch that was sent: it keeps the end of the chain when nothing waits. */
export const lastSent = "last-sent.json.gz";
/** A batch that waits; the first group is its number. */
export const batchName = /^(\d{12})\.json\.gz$/;
/** A batch that was refused or cannot be read, kept for a person to look at. */
export const asideName = /^(refused|damaged)-\d{12}\.json\.gz$/;
/** A writer's folder; the first group is its number. */
export const slotName = /^writer-(\d+)$/;

/** The file of a batch. */
export function nameOf(number: number): string {
  return `${String(number).padStart(12, "0")}.json.gz`;
}
