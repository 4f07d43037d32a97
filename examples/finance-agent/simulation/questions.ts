import type { Question } from "../planner/task";
import { ACCOUNTS, VENDORS } from "../servers/ledger/chart";
import type { Random } from "./random";

/** Invoices that exist by the start of the recording carry numbers from here on; a few questions mistype theirs. */
const FIRST_INVOICE = 20_261;
const KNOWN_INVOICES = 850;
const MISTYPED_RATE = 0.15;

/** Something that a person of the finance team asks on a day. */
export function someQuestion(random: Random, at: Date): Question {
  const topic = random.pick(["balance", "invoice", "invoice", "vendor", "vendor", "postings", "list"] as const);
  switch (topic) {
    case "balance": {
      const { account, name } = random.pick(ACCOUNTS);
      return { topic, subject: account, text: `How did ${name} (${account}) move over the last seven days?` };
    }
    case "postings": {
      const { account, name } = random.pick(ACCOUNTS);
      return {
        topic,
        subject: account,
        text: `What is the largest posting on ${name} (${account}) this week, and what is it for?`,
      };
    }
    case "invoice": {
      const number = random.chance(MISTYPED_RATE)
        ? random.int(90_000, 99_999)
        : FIRST_INVOICE + random.int(0, KNOWN_INVOICES);
      return { topic, subject: `INV-${number}`, text: `Has INV-${number} been paid?` };
    }
    case "vendor": {
      const vendor = random.pick(VENDORS);
      return { topic, subject: vendor, text: `What do we still owe ${vendor}, and when is it due?` };
    }
    case "list": {
      const until = new Date(at.getTime() + random.int(2, 9) * 86_400_000).toISOString().slice(0, 10);
      return { topic, subject: until, text: `Please put a list of the invoices due by ${until} on the report portal.` };
    }
  }
}
