import type { Account, Invoice, JournalLine } from "../servers/ledger/tables";
import { call, euros, type Plan, rowsOf } from "./step";
import type { QuestionTask } from "./task";

const WEEK = 7 * 86_400_000;

/** Answers a person's question from the ledger. */
export function answer(task: QuestionTask): Plan {
  switch (task.question.topic) {
    case "balance":
      return balance(task);
    case "invoice":
      return invoice(task);
    case "vendor":
      return vendor(task);
    case "postings":
      return postings(task);
    case "list":
      return openInvoices(task);
  }
}

function* balance({ question, at }: QuestionTask): Plan {
  const listed = yield* call("I look up the account.", "list_accounts", {});
  const account = ((listed.data.accounts ?? []) as Account[]).find(({ account }) => account === question.subject);
  const from = new Date(at.getTime() - WEEK).toISOString();
  const read = yield* call("I total its movements of the last seven days.", "query_ledger", {
    table: "journal_entries",
    account: question.subject,
    from,
    limit: 200,
  });
  const lines = rowsOf<JournalLine>(read);
  const net = lines.reduce((sum, line) => sum + line.debitCents - line.creditCents, 0);
  return `${account?.name ?? question.subject} moved by ${euros(net)} in the last seven days, in ${lines.length} postings.`;
}

function* invoice({ question }: QuestionTask): Plan {
  const read = yield* call("I look up the invoice.", "get_invoice", { invoiceId: question.subject });
  if (!read.ok) return `I find no invoice ${question.subject}. Please check the number.`;
  const { vendor, amountCents, dueOn, status } = read.data.invoice as Invoice;
  const posted = yield* call("I see whether a payment is booked.", "query_ledger", {
    table: "journal_entries",
    reference: question.subject,
    limit: 20,
  });
  return `${question.subject} from ${vendor} over ${euros(amountCents)}, due on ${dueOn}, is ${status}; ${rowsOf(posted).length} postings refer to it.`;
}

function* vendor({ question }: QuestionTask): Plan {
  const read = yield* call("I read the vendor's open invoices.", "query_ledger", {
    table: "invoices",
    vendor: question.subject,
    status: "open",
    limit: 50,
  });
  const open = rowsOf<Invoice>(read);
  const sum = open.reduce((total, { amountCents }) => total + amountCents, 0);
  return `${question.subject} has ${open.length} open invoices, ${euros(sum)} in all. The next ones fall due on ${
    open
      .map(({ dueOn }) => dueOn)
      .slice(0, 3)
      .join(", ") || "no date yet"
  }.`;
}

function* postings({ question, at }: QuestionTask): Plan {
  const from = new Date(at.getTime() - WEEK).toISOString();
  const [journal, bank] = yield {
    thought: "I read the week's postings on the account, and the bank's lines beside them.",
    calls: [
      { tool: "query_ledger", arguments: { table: "journal_entries", account: question.subject, from, limit: 60 } },
      { tool: "query_ledger", arguments: { table: "bank_statements", from, limit: 60 } },
    ],
  };
  const largest = rowsOf<JournalLine>(journal!).sort((a, b) => b.debitCents - a.debitCents)[0];
  if (largest === undefined) return "There are no postings on this account in the last seven days.";
  return `The largest posting is ${largest.entryId} with ${euros(largest.debitCents)} (${largest.memo}). I compared ${rowsOf(bank!).length} bank lines.`;
}

function* openInvoices({ question, at }: QuestionTask): Plan {
  const read = yield* call("I collect the open invoices.", "query_ledger", {
    table: "invoices",
    status: "open",
    limit: 80,
  });
  const due = rowsOf<Invoice>(read).filter(({ dueOn }) => dueOn <= question.subject);
  const content = [
    `# Invoices due by ${question.subject}`,
    ...due.map((one) => `- ${one.invoiceId} ${one.vendor}: ${euros(one.amountCents)}, due ${one.dueOn}`),
  ].join("\n");
  const sent = yield* call("I publish the list on the report portal.", "send_report", {
    report: "due-invoices",
    period: at.toISOString().slice(0, 10),
    content,
  });
  return sent.ok
    ? `The list of ${due.length} invoices is on the report portal.`
    : "The report portal did not take the list; I will not try further.";
}
