import type { Account } from "./tables";

/** The chart of accounts. */
export const ACCOUNTS: Account[] = [
  { account: "1000", name: "Bank, operating account" },
  { account: "1200", name: "Trade receivables" },
  { account: "1400", name: "Input VAT" },
  { account: "1500", name: "Prepaid expenses" },
  { account: "1800", name: "Equipment" },
  { account: "2100", name: "Trade payables" },
  { account: "2200", name: "Accrued liabilities" },
  { account: "2400", name: "Output VAT" },
  { account: "3000", name: "Share capital" },
  { account: "4000", name: "Revenue, products" },
  { account: "4100", name: "Revenue, services" },
  { account: "5000", name: "Cost of goods sold" },
  { account: "6100", name: "Salaries" },
  { account: "6200", name: "Rent" },
  { account: "6300", name: "Travel" },
  { account: "6400", name: "Software and cloud" },
  { account: "6500", name: "Advertising" },
  { account: "6900", name: "Bank charges" },
];

export const EXPENSE_ACCOUNTS = ["5000", "6200", "6300", "6400", "6500"] as const;
export const COST_CENTRES = ["CC-110 Production", "CC-210 Sales", "CC-310 Research", "CC-410 Administration"] as const;

/** Fictitious companies that Contoso buys from. */
export const VENDORS = [
  "Fabrikam Supplies",
  "Litware Components",
  "Proseware Logistics",
  "Trey Research",
  "Wingtip Print",
  "Lucerne Publishing",
  "Relecloud Hosting",
  "City Power and Light",
  "Blue Yonder Airlines",
  "Humongous Insurance",
] as const;

/** Fictitious companies that buy from Contoso. */
export const CUSTOMERS = [
  "Northwind Traders",
  "Adventure Works",
  "Wide World Importers",
  "Tailspin Toys",
  "Coho Winery",
  "Alpine Ski House",
  "Southridge Video",
  "Graphic Design Institute",
] as const;
