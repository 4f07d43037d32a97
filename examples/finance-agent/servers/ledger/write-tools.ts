import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
import type { SimulatedClock } from "../../simulation/clock";
import { type Instrument, TypedError } from "../../telemetry/instrument";
import { tracedTool } from "../traced-tool";
import type { LedgerDatabase } from "./database";
import { type JournalLine, TABLE_LABELS } from "./tables";

const LINE = z.object({ account: z.string(), debitCents: z.number().int(), creditCents: z.number().int() });

/** Tools that change the ledger. Every posting is logged to the client. */
export function addWriteTools(
  server: McpServer,
  database: LedgerDatabase,
  instrument: Instrument,
  clock: SimulatedClock,
): void {
  let posted = 0;

  server.registerTool(
    "post_journal_entry",
    {
      description: "Posts a balanced journal entry.",
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
      inputSchema: { reference: z.string(), memo: z.string(), lines: z.array(LINE).min(2) },
    },
    (input, extra) =>
      tracedTool(instrument, "post_journal_entry", async ({ reference, memo, lines }: typeof input) => {
        const balance = lines.reduce((sum, line) => sum + line.debitCents - line.creditCents, 0);
        if (balance !== 0) throw new TypedError("unbalanced", `Debits and credits differ by ${balance} cents.`);
        const entryId = `JE-AGENT-${clock.now().toISOString().slice(0, 10)}-${++posted}`;
        const postedAt = clock.now().toISOString();
        const shared = {
          entryId,
          postedAt,
          reference,
          memo,
          costCentre: "CC-410 Administration",
          counterparty: "",
          postedBy: "finance-agent",
        };
        await database.insert(
          "journal_entries",
          lines.map((line, index): JournalLine => ({ ...shared, ...line, line: index + 1 })),
        );
        await server.sendLoggingMessage(
          { level: "info", logger: "ledger", data: `posted ${entryId}` },
          extra.sessionId,
        );
        return { data: { entryId }, label: TABLE_LABELS.journal_entries };
      })(input, extra),
  );

  server.registerTool(
    "set_invoice_status",
    {
      description: "Overwrites the status of an invoice.",
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
      inputSchema: { invoiceId: z.string(), status: z.enum(["open", "matched", "blocked"]) },
    },
    tracedTool(
      instrument,
      "set_invoice_status",
      async ({ invoiceId, status }: { invoiceId: string; status: "open" | "matched" | "blocked" }) => {
        const changed = await database.update("invoices", { invoiceId }, { status });
        if (changed === 0) throw new TypedError("not_found", `There is no invoice ${invoiceId}.`);
        return { data: { invoiceId, status }, label: TABLE_LABELS.invoices };
      },
    ),
  );
}
