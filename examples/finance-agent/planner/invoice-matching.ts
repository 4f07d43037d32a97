import { ERP_HOST } from "../ids";
import type { Invoice } from "../servers/ledger/tables";
import { call, euros, type Plan, rowsOf } from "./step";
import type { InvoiceMatchingTask } from "./task";

const BATCH = 40;
const MAX_CHECKS = 4;

/** Matches new invoices with purchase orders, blocks those without, proposes the matched ones for payment. */
export function* matchInvoices(task: InvoiceMatchingTask): Plan {
  const found = yield* call("I look for open invoices that arrived since the last run.", "query_ledger", {
    table: "invoices",
    status: "open",
    from: task.since.toISOString(),
    limit: BATCH,
  });
  const open = rowsOf<Invoice>(found);
  if (open.length === 0) return "No new invoices.";

  const matched: Invoice[] = [];
  for (const { invoiceId } of open.slice(0, MAX_CHECKS)) {
    const read = yield* call(`I check ${invoiceId} against its purchase order.`, "get_invoice", { invoiceId });
    if (!read.ok) continue;
    const invoice = read.data.invoice as Invoice;
    const status = invoice.purchaseOrder === "" ? "blocked" : "matched";
    const reason = status === "matched" ? `it fits ${invoice.purchaseOrder}` : "it names no purchase order";
    const set = yield* call(`I set ${invoiceId} to ${status}: ${reason}.`, "set_invoice_status", { invoiceId, status });
    if (set.ok && status === "matched") matched.push(invoice);
  }
  if (matched.length === 0) return "No invoice could be matched.";

  const total = matched.reduce((sum, invoice) => sum + invoice.amountCents, 0);
  const body = JSON.stringify({
    proposal: `PP-${task.at.toISOString().slice(0, 13)}`,
    currency: "EUR",
    invoices: matched.map(({ invoiceId, vendor, dueOn, amountCents }) => ({ invoiceId, vendor, dueOn, amountCents })),
  });
  yield* call("I hand the matched invoices to the ERP as a payment proposal.", "http_post", {
    url: `https://${ERP_HOST}/api/v2/payment-proposals`,
    body,
  });
  return `${matched.length} invoices matched and proposed for payment, ${euros(total)} in all.`;
}
