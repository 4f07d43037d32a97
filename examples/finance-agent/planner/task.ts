/** Somebody at Contoso who asks the agent. */
export interface User {
  id: string;
  name: string;
  /** Address of the person's machine. */
  address: string;
}

/** The question that a person asks, and what it is about. */
export interface Question {
  topic: "balance" | "invoice" | "vendor" | "postings" | "list";
  text: string;
  subject: string;
}

interface Common {
  /** What the agent is asked, in words. */
  prompt: string;
  /** When the task starts. */
  at: Date;
}

/** Compares bank and books of a time window. */
export interface ReconciliationTask extends Common {
  kind: "reconciliation";
  from: Date;
  to: Date;
}

/** Matches open invoices with purchase orders. */
export interface InvoiceMatchingTask extends Common {
  kind: "invoice-matching";
  since: Date;
}

/** Closes a month. */
export interface MonthEndTask extends Common {
  kind: "month-end";
  month: string;
}

/** Answers a person. */
export interface QuestionTask extends Common {
  kind: "question";
  question: Question;
  user: User;
  conversationId: string;
}

/** What the agent is given to do. */
export type Task = ReconciliationTask | InvoiceMatchingTask | MonthEndTask | QuestionTask;
