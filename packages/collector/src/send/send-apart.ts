import { batches, mostBytes } from "./batches";
import { type RowSender, SendError } from "./sender";

type Row = Readonly<Record<string, unknown>>;

/** What to do about rows that are not taken. */
export interface ApartOptions<T extends Row> {
  /** says which row it is, in problems */
  name(row: T): string;
  /** A row that stands for one that is not taken. @default - there is none */
  instead?(row: T, problem: string): T;
}

/**
 * Sends rows. One that no request takes, or that the endpoint refuses, is set aside, and the others go on.
 * @returns what was set aside and why
 * @throws SendError when the endpoint takes none of them: it is not the rows then
 */
export async function sendApart<T extends Row>(
  sender: RowSender,
  stream: string,
  rows: readonly T[],
  options: ApartOptions<T>,
): Promise<string[]> {
  const problems: string[] = [];
  const aside = (row: T, problem: string): T[] => {
    problems.push(`${options.name(row)}: ${problem}`);
    return options.instead ? [options.instead(row, problem)] : [];
  };
  const fitting = rows.flatMap((row) => {
    const bytes = Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes <= mostBytes ? [row] : aside(row, `has ${bytes} bytes and a request takes ${mostBytes}`);
  });
  let taken = 0;
  const send = async (some: readonly T[], last: boolean): Promise<void> => {
    try {
      await sender.send(stream, some);
      taken += some.length;
    } catch (error) {
      if (!(error instanceof SendError) || !error.refusesRows) throw error;
      const middle = Math.ceil(some.length / 2);
      if (some.length > 1) {
        await send(some.slice(0, middle), false);
        return send(some.slice(middle), last);
      }
      if (last && taken === 0) throw error;
      for (const bare of aside(some[0]!, error.problem)) await sender.send(stream, [bare]);
    }
  };
  const requests = batches(fitting);
  for (const [i, some] of requests.entries()) await send(some, i === requests.length - 1);
  return problems;
}
