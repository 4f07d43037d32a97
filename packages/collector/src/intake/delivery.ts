import { batches, mostBytes } from "../send/batches";
import type { RowSender } from "../send/sender";
import type { AcceptedRows } from "./accepted";

/** A row, and the bytes of its JSON. */
export interface SizedRow {
  readonly row: Readonly<Record<string, unknown>>;
  readonly bytes: number;
}

/** Whether a request to the workspace takes a row of so many bytes. */
export const fitsRequest = (bytes: number): boolean => bytes < mostBytes;

/**
 * Sends a request's rows to the workspace, in as many requests as it takes. When one of these fails, what was taken
 * before is kept in mind: sent again, it is not sent on.
 * @throws SendError for the first that failed
 */
export async function deliver(
  sender: RowSender,
  stream: string,
  { who, rows, accepted }: { who: string; rows: readonly SizedRow[]; accepted: AcceptedRows },
): Promise<void> {
  const arrived: object[] = [];
  const fresh = rows.filter(({ row }) => {
    if (!accepted.take(who, row)) return true;
    arrived.push(row);
    return false;
  });
  try {
    for (const batch of batches(fresh, mostBytes, ({ bytes }) => bytes)) {
      const sent = batch.map(({ row }) => row);
      await sender.send(stream, sent);
      arrived.push(...sent);
    }
  } catch (error) {
    accepted.remember(who, arrived);
    throw error;
  }
}
