import { LABELS, type Label } from "../../labels";

export interface Account {
  account: string;
  name: string;
}

/** One line of a journal entry. Money is in euro cents, so that sums are exact. */
export interface JournalLine {
  entryId: string;
  line: number;
  postedAt: string;
  account: string;
  costCentre: string;
  counterparty: string;
  reference: string;
  debitCents: number;
  creditCents: number;
  memo: string;
  postedBy: string;
}

/** One line of a bank statement; what was paid out is negative. */
export interface BankLine {
  statementId: string;
  bookedAt: string;
  reference: string;
  counterparty: string;
  amountCents: number;
}

export interface Invoice {
  invoiceId: string;
  vendor: string;
  purchaseOrder: string;
  issuedAt: string;
  dueOn: string;
  amountCents: number;
  status: "open" | "matched" | "blocked" | "paid";
}

/** The tables of the ledger database. */
export interface LedgerTables {
  gl_accounts: Account[];
  journal_entries: JournalLine[];
  bank_statements: BankLine[];
  invoices: Invoice[];
}

export type TableName = keyof LedgerTables;

/** How Contoso classified each table. */
export const TABLE_LABELS: Record<TableName, Label> = {
  gl_accounts: LABELS.general,
  journal_entries: LABELS.highlyConfidential,
  bank_statements: LABELS.highlyConfidential,
  invoices: LABELS.confidential,
};

/** The column that says since when a row exists; later rows are not there yet. Accounts have always been. */
export const TIME_COLUMNS: Record<TableName, string | undefined> = {
  gl_accounts: undefined,
  journal_entries: "postedAt",
  bank_statements: "bookedAt",
  invoices: "issuedAt",
};
