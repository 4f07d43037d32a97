import { ERP_HOST } from "../ids";
import type { Account, JournalLine } from "../servers/ledger/tables";
import { call, direct, euros, type Plan, rowsOf, type Step, type ToolOutcome } from "./step";
import type { MonthEndTask } from "./task";

const PAGE = 250;
const EXPENSES = ["5000", "6200", "6300", "6400", "6500"];
/** Share of the month's expense that is accrued for invoices still to come. */
const ACCRUAL_RATE = 0.02;

/** Closes a month: totals per expense account, an accrual each, the journal to the ERP's archive, a report. */
export function* closeMonth(task: MonthEndTask): Plan {
  const { month } = task;
  const from = `${month}-01T00:00:00.000Z`;
  const to = nextMonth(month);
  const listed = yield* call(`I start the close of ${month} with the chart of accounts.`, "list_accounts", {});
  const names = new Map(((listed.data.accounts ?? []) as Account[]).map(({ account, name }) => [account, name]));

  const totals: string[] = [];
  for (const account of EXPENSES) {
    const read = yield* call(`I total account ${account}.`, "query_ledger", {
      table: "journal_entries",
      account,
      from,
      to,
      limit: PAGE,
    });
    const sum = rowsOf<JournalLine>(read).reduce((total, line) => total + line.debitCents - line.creditCents, 0);
    const cents = Math.round(sum * ACCRUAL_RATE);
    totals.push(`- ${account} ${names.get(account) ?? ""}: ${euros(sum)}, accrued ${euros(cents)}`);
    if (cents <= 0) continue;
    yield* call(`I accrue ${euros(cents)} on ${account}.`, "post_journal_entry", {
      reference: `CLOSE-${month}`,
      memo: `Accrual ${month}, account ${account}`,
      lines: [
        { account, debitCents: cents, creditCents: 0 },
        { account: "2200", debitCents: 0, creditCents: cents },
      ],
    });
  }
  yield* archive(month, from, to);
  const content = [`# Close of ${month}`, ...totals].join("\n");
  yield* call("I publish the report of the close.", "send_report", { report: "month-end", period: month, content });
  return content;
}

/** The revenue journal goes to the ERP's archive: labelled data on a permitted way, moved by code and not by the model. */
function* archive(month: string, from: string, to: string): Generator<Step, void, ToolOutcome[]> {
  const read = yield* direct("query_ledger", { table: "journal_entries", account: "4000", from, to, limit: PAGE });
  const lines = rowsOf<JournalLine>(read);
  if (lines.length === 0) return;
  yield* direct("http_post", {
    url: `https://${ERP_HOST}/api/v2/journal-archive/${month}`,
    body: JSON.stringify({ month, lines }),
  });
}

function nextMonth(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 1)).toISOString();
}
