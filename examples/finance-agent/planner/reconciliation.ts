import type { BankLine, JournalLine } from "../servers/ledger/tables";
import { call, euros, type Plan, rowsOf, type ToolOutcome } from "./step";
import type { ReconciliationTask } from "./task";

const BANK_ACCOUNT = "1000";
const BANK_CHARGES = "6900";
const PAGE = 200;
/** A smaller difference is the bank's charge; a larger one is for people. */
const LARGEST_CHARGE_CENTS = 3000;
const MAX_POSTINGS = 4;

interface Difference {
  reference: string;
  cents: number;
}

/** Compares the bank account in the books with the bank's statement, books charges, reports the rest. */
export function* reconcile(task: ReconciliationTask): Plan {
  const window = { from: task.from.toISOString(), to: task.to.toISOString() };
  const [journal, bank] = (yield {
    thought: "I compare the bank account in the ledger with the bank statement for the window.",
    calls: [
      { tool: "query_ledger", arguments: { table: "journal_entries", account: BANK_ACCOUNT, ...window, limit: PAGE } },
      { tool: "query_ledger", arguments: { table: "bank_statements", ...window, limit: PAGE } },
    ],
  }) as [ToolOutcome, ToolOutcome];
  const books = journal.ok
    ? journal
    : yield* call("The ledger query failed; I read the journal again.", "query_ledger", {
        table: "journal_entries",
        account: BANK_ACCOUNT,
        ...window,
        limit: PAGE,
      });
  const statement = bank.ok
    ? bank
    : yield* call("The ledger query failed; I read the statement again.", "query_ledger", {
        table: "bank_statements",
        ...window,
        limit: PAGE,
      });
  if (!books.ok || !statement.ok) return "The ledger could not be read; the next run covers this window as well.";

  const bookLines = rowsOf<JournalLine>(books);
  if (bookLines.length === 0) return "No movement on the bank account in this window.";
  const { charges, missing } = compare(bookLines, rowsOf<BankLine>(statement));

  for (const { reference, cents } of charges.slice(0, MAX_POSTINGS)) {
    yield* call(
      `The bank kept back ${euros(cents)} on ${reference}; I post it as a bank charge.`,
      "post_journal_entry",
      {
        reference,
        memo: `Bank charge on ${reference}`,
        lines: [
          { account: BANK_CHARGES, debitCents: cents, creditCents: 0 },
          { account: BANK_ACCOUNT, debitCents: 0, creditCents: cents },
        ],
      },
    );
  }
  const period = task.to.toISOString().slice(0, 16);
  const content = report(task, bookLines, charges, missing);
  const sent = yield* call("I publish the reconciliation report.", "send_report", {
    report: "bank-reconciliation",
    period,
    content,
  });
  return sent.ok ? content : "The reconciliation is done; the report portal did not take the report.";
}

function compare(books: JournalLine[], statement: BankLine[]): { charges: Difference[]; missing: Difference[] } {
  const atBank = new Map(statement.map((line) => [line.reference, line.amountCents]));
  const charges: Difference[] = [];
  const missing: Difference[] = [];
  for (const { reference, debitCents, creditCents } of books) {
    const booked = debitCents - creditCents;
    const cents = booked - (atBank.get(reference) ?? 0);
    if (!atBank.has(reference) || cents > LARGEST_CHARGE_CENTS || cents < 0) {
      if (cents !== 0) missing.push({ reference, cents });
    } else if (cents > 0) {
      charges.push({ reference, cents });
    }
  }
  return { charges, missing };
}

function report(task: ReconciliationTask, books: JournalLine[], charges: Difference[], missing: Difference[]): string {
  const net = books.reduce((sum, line) => sum + line.debitCents - line.creditCents, 0);
  return [
    `# Bank reconciliation ${task.from.toISOString().slice(0, 16)} to ${task.to.toISOString().slice(0, 16)}`,
    `Movements compared: ${books.length}, net ${euros(net)}.`,
    `Bank charges posted: ${charges.length}.`,
    `Not found at the bank: ${missing.length}.`,
    ...missing.map(({ reference, cents }) => `- ${reference}: ${euros(cents)}`),
  ].join("\n");
}
