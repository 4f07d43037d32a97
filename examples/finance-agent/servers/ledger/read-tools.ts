import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
import type { Instrument } from "../../telemetry/instrument";
import { TypedError } from "../../telemetry/instrument";
import { tracedTool } from "../traced-tool";
import type { LedgerDatabase } from "./database";
import { TABLE_LABELS } from "./tables";

const MAX_PAGE = 500;
/** A client is told of the progress of pages larger than this. */
const PROGRESS_STEP = 125;

const READ_ONLY = { readOnlyHint: true, openWorldHint: false } as const;

/** Tools that only read. */
export function addReadTools(server: McpServer, database: LedgerDatabase, instrument: Instrument): void {
  server.registerTool(
    "list_accounts",
    { description: "Lists the chart of accounts.", annotations: READ_ONLY },
    // A tool without arguments is handed the request's context alone.
    (extra) =>
      tracedTool(instrument, "list_accounts", async () => {
        const { rows } = await database.select("gl_accounts", { limit: MAX_PAGE });
        return { data: { accounts: rows }, label: TABLE_LABELS.gl_accounts };
      })({}, extra),
  );

  server.registerTool(
    "query_ledger",
    {
      description: "Reads journal entries, bank statement lines or invoices; at most 500 rows a page.",
      annotations: READ_ONLY,
      inputSchema: {
        table: z.enum(["journal_entries", "bank_statements", "invoices"]),
        account: z.string().optional(),
        reference: z.string().optional(),
        status: z.string().optional(),
        vendor: z.string().optional(),
        from: z.string().optional(),
        to: z.string().optional(),
        limit: z.number().int().min(1).max(MAX_PAGE).default(100),
        offset: z.number().int().min(0).default(0),
      },
    },
    (input, extra) =>
      tracedTool(instrument, "query_ledger", async ({ table, from, to, limit, offset, ...equal }: typeof input) => {
        const { rows, total } = await database.select(table, { equal, from, to, limit, offset });
        const progressToken = extra._meta?.progressToken;
        for (let done = PROGRESS_STEP; progressToken !== undefined && done < rows.length; done += PROGRESS_STEP) {
          const params = { progressToken, progress: done, total: rows.length };
          await extra.sendNotification({ method: "notifications/progress", params });
        }
        return { data: { rows, total, hasMore: offset + rows.length < total }, label: TABLE_LABELS[table] };
      })(input, extra),
  );

  server.registerTool(
    "get_invoice",
    { description: "Reads one invoice.", annotations: READ_ONLY, inputSchema: { invoiceId: z.string() } },
    tracedTool(instrument, "get_invoice", async ({ invoiceId }: { invoiceId: string }) => {
      const { rows } = await database.select("invoices", { equal: { invoiceId }, limit: 1 });
      if (rows[0] === undefined) throw new TypedError("not_found", `There is no invoice ${invoiceId}.`);
      return { data: { invoice: rows[0] }, label: TABLE_LABELS.invoices };
    }),
  );
}
