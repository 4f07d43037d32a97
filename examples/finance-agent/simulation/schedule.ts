import type { Task } from "../planner/task";
import { FINANCE_TEAM } from "./people";
import { someQuestion } from "./questions";
import type { Random } from "./random";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

/** Expected conversations per hour of a weekday, UTC; the team sits in Europe. */
const WEEKDAY_CONVERSATIONS = [
  0, 0, 0, 0, 0, 0.1, 0.4, 0.9, 1.3, 1.4, 1.1, 0.6, 0.8, 1.3, 1.2, 0.8, 0.4, 0.2, 0.1, 0.1, 0, 0, 0, 0,
];
const WEEKEND_FACTOR = 0.12;
/** Next question of a conversation, if there is one. */
const FOLLOW_UP_RATE = 0.25;
/** The close of the month before: on its second working day. */
const MONTH_END = { date: "2026-03-03", hour: 19, month: "2026-02" };

/** All tasks of one day, in order of their start. */
export function tasksOf(day: Date, random: Random): Task[] {
  const weekend = [0, 6].includes(day.getUTCDay());
  const tasks = [
    ...reconciliations(day, weekend, random),
    ...invoiceRuns(day, weekend, random),
    ...conversations(day, weekend, random),
  ];
  if (day.toISOString().startsWith(MONTH_END.date)) {
    const at = start(day, MONTH_END.hour, 0, random);
    tasks.push({
      kind: "month-end",
      at,
      month: MONTH_END.month,
      prompt: `Close ${MONTH_END.month}: accruals, archive, report.`,
    });
  }
  return tasks.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The first of a day covers the whole day before, the others the time since the one before them. */
function reconciliations(day: Date, weekend: boolean, random: Random): Task[] {
  const every = weekend ? 4 : 3;
  const hours = Array.from({ length: 24 / every }, (_, index) => 1 + index * every);
  return hours.map((hour): Task => {
    const to = new Date(day.getTime() + (hour === 1 ? 0 : hour * HOUR));
    const from = new Date(
      hour === 1 ? to.getTime() - DAY : hour === 1 + every ? day.getTime() : to.getTime() - every * HOUR,
    );
    const prompt = `Reconcile the operating bank account from ${from.toISOString()} to ${to.toISOString()}.`;
    return { kind: "reconciliation", at: start(day, hour, 10, random), from, to, prompt };
  });
}

function invoiceRuns(day: Date, weekend: boolean, random: Random): Task[] {
  const hours = weekend ? [11] : [7, 9, 11, 13, 15, 17];
  return hours.map((hour, index): Task => {
    const since = new Date(day.getTime() + (index === 0 ? hour * HOUR - 16 * HOUR : hours[index - 1]! * HOUR));
    return {
      kind: "invoice-matching",
      at: start(day, hour, 35, random),
      since,
      prompt: `Match the invoices that arrived since ${since.toISOString()}.`,
    };
  });
}

function conversations(day: Date, weekend: boolean, random: Random): Task[] {
  const tasks: Task[] = [];
  WEEKDAY_CONVERSATIONS.forEach((mean, hour) => {
    const count = random.arrivals(mean * (weekend ? WEEKEND_FACTOR : 1));
    for (let index = 0; index < count; index++) tasks.push(...conversation(day, hour, random));
  });
  return tasks;
}

function conversation(day: Date, hour: number, random: Random): Task[] {
  const user = random.pick(FINANCE_TEAM);
  const conversationId = random.uuid();
  const tasks: Task[] = [];
  let at = new Date(day.getTime() + hour * HOUR + random.int(0, 59 * 60) * 1000);
  do {
    const question = someQuestion(random, at);
    tasks.push({ kind: "question", at, prompt: question.text, question, user, conversationId });
    at = new Date(at.getTime() + random.int(40, 300) * 1000);
  } while (random.chance(FOLLOW_UP_RATE));
  return tasks;
}

/** Schedulers start a few seconds late. */
function start(day: Date, hour: number, minute: number, random: Random): Date {
  return new Date(day.getTime() + hour * HOUR + minute * MINUTE + random.int(900, 7800));
}
