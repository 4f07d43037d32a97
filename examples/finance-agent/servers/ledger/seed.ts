import { WEEK_START } from "../../ids";
import type { Random } from "../../simulation/random";
import { ACCOUNTS, COST_CENTRES, CUSTOMERS, EXPENSE_ACCOUNTS, VENDORS } from "./chart";
import type { LedgerTables } from "./tables";

const DAY = 86_400_000;
const FIRST_DAY = Date.parse("2026-01-01T00:00:00Z");
const LAST_DAY = Date.parse("2026-03-08T00:00:00Z");
const WEEKDAY_ENTRIES = 70;
const WEEKEND_ENTRIES = 16;
/** How often the bank has something other than the books: a charge was kept back, or the line is missing. */
const BANK_CHARGE_RATE = 0.03;
const BANK_MISSING_RATE = 0.02;

/** Fills a ledger with the business of ten weeks, posted mostly in office hours. */
export function seedLedger(random: Random): LedgerTables {
  const tables: LedgerTables = { gl_accounts: [...ACCOUNTS], journal_entries: [], bank_statements: [], invoices: [] };
  const settled = new Set<string>();
  for (let day = FIRST_DAY; day <= LAST_DAY; day += DAY) {
    const weekend = [0, 6].includes(new Date(day).getUTCDay());
    const count = Math.round(random.around(weekend ? WEEKEND_ENTRIES : WEEKDAY_ENTRIES, 0.12));
    const times = Array.from({ length: count }, () => day + hourOfBusiness(random) * 3_600_000);
    for (const time of times.sort((a, b) => a - b)) book(tables, settled, new Date(Math.floor(time)), random);
  }
  return tables;
}

/** Around midday; some at night, by batch jobs. */
function hourOfBusiness(random: Random): number {
  if (random.chance(0.12)) return random.next() * 24;
  return Math.min(23.9, Math.max(0, 12 + (random.next() + random.next() + random.next() - 1.5) * 5.5));
}

function book(tables: LedgerTables, settled: Set<string>, at: Date, random: Random): void {
  const cents = Math.round(random.around(184_000, 1.1));
  const draw = random.next();
  if (draw < 0.3) invoiceReceived(tables, at, cents, random);
  else if (draw < 0.55) invoicePaid(tables, settled, at, random);
  else if (draw < 0.8) receipt(tables, at, cents, random);
  else sale(tables, at, cents, random);
}

function invoiceReceived(tables: LedgerTables, at: Date, cents: number, random: Random): void {
  const invoiceId = `INV-${String(tables.invoices.length + 20_261)}`;
  const vendor = random.pick(VENDORS);
  const vat = Math.round(cents * 0.19);
  tables.invoices.push({
    invoiceId,
    vendor,
    purchaseOrder: random.chance(0.06) ? "" : `PO-${random.int(70_000, 79_999)}`,
    issuedAt: at.toISOString(),
    dueOn: new Date(at.getTime() + 14 * DAY).toISOString().slice(0, 10),
    amountCents: cents + vat,
    status: "open",
  });
  entry(tables, at, vendor, invoiceId, `Invoice ${invoiceId} from ${vendor}, net plus 19 % VAT`, random, [
    [random.pick(EXPENSE_ACCOUNTS), cents],
    ["1400", vat],
    ["2100", -cents - vat],
  ]);
}

function invoicePaid(tables: LedgerTables, settled: Set<string>, at: Date, random: Random): void {
  const latestIssue = new Date(at.getTime() - 3 * DAY).toISOString();
  const due = tables.invoices.find(({ invoiceId, issuedAt }) => !settled.has(invoiceId) && issuedAt < latestIssue);
  if (due === undefined) return;
  settled.add(due.invoiceId);
  // What is paid during the recording is still open when the recording starts.
  if (at < WEEK_START) due.status = "paid";
  entry(tables, at, due.vendor, due.invoiceId, `Payment run, ${due.invoiceId} to ${due.vendor}`, random, [
    ["2100", due.amountCents],
    ["1000", -due.amountCents],
  ]);
  bankLine(tables, at, due.vendor, due.invoiceId, -due.amountCents, random);
}

function receipt(tables: LedgerTables, at: Date, cents: number, random: Random): void {
  const customer = random.pick(CUSTOMERS);
  const reference = `RCP-${random.int(400_000, 499_999)}`;
  entry(tables, at, customer, reference, `Receipt from ${customer}, remittance ${reference}`, random, [
    ["1000", cents],
    ["1200", -cents],
  ]);
  bankLine(tables, at, customer, reference, cents, random);
}

function sale(tables: LedgerTables, at: Date, cents: number, random: Random): void {
  const customer = random.pick(CUSTOMERS);
  const reference = `ORD-${random.int(100_000, 199_999)}`;
  const vat = Math.round(cents * 0.19);
  entry(tables, at, customer, reference, `Order ${reference}, ${customer}, delivery and service`, random, [
    ["1200", cents + vat],
    [random.pick(["4000", "4100"]), -cents],
    ["2400", -vat],
  ]);
}

function entry(
  tables: LedgerTables,
  at: Date,
  counterparty: string,
  reference: string,
  memo: string,
  random: Random,
  lines: [account: string, cents: number][],
): void {
  const last = tables.journal_entries.at(-1);
  const number = last === undefined ? 1 : Number(last.entryId.slice(-6)) + 1;
  const shared = {
    costCentre: random.pick(COST_CENTRES),
    counterparty,
    reference,
    memo,
    postedBy: "erp-posting-service",
  };
  lines.forEach(([account, cents], index) => {
    tables.journal_entries.push({
      entryId: `JE-2026-${String(number).padStart(6, "0")}`,
      line: index + 1,
      postedAt: at.toISOString(),
      account,
      debitCents: Math.max(0, cents),
      creditCents: Math.max(0, -cents),
      ...shared,
    });
  });
}

function bankLine(
  tables: LedgerTables,
  at: Date,
  counterparty: string,
  reference: string,
  cents: number,
  random: Random,
): void {
  if (random.chance(BANK_MISSING_RATE)) return;
  const charge = random.chance(BANK_CHARGE_RATE) ? random.int(150, 2500) : 0;
  tables.bank_statements.push({
    statementId: `BS-${at.toISOString().slice(0, 10)}`,
    bookedAt: at.toISOString(),
    reference,
    counterparty,
    amountCents: cents - charge,
  });
}
