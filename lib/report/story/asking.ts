import type { SentinelEmulator } from "../../emulator";

/** Asks a workspace as it was at a time: rows that had come in by then. */
export class Asking {
  constructor(
    private readonly emulator: SentinelEmulator,
    readonly now: Date,
  ) {}

  /** Whether the workspace has what a query calls. */
  knows(functionName: string): boolean {
    return this.emulator.workspace.functions.some(({ name }) => name === functionName);
  }

  /** @returns rows as objects, typed by who asks */
  async rows<Row>(query: string): Promise<Row[]> {
    const { now } = this;
    const { columns, rows } = await this.emulator.query(query, { now, arrivedBy: now });
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])) as Row);
  }
}

/** A value as KQL writes it. */
export const kqlText = (value: string): string => JSON.stringify(value);
export const kqlTime = (iso: string): string => `datetime(${iso})`;
