/** Runs a query in this process, for ever, with functions that its thread is asked for; says so once it runs. */

import { exitOnSignals } from "@sentinel-agent-identities/processes";
import { compile, KqlAnalyzer, KqlDatabase } from "../src";

const text = 'range x from 1 to 1000000000 step 1 | summarize sum(countof(tostring(x), "1", "regex"))';

async function main(): Promise<void> {
  const database = await KqlDatabase.open();
  exitOnSignals();
  const analysis = new KqlAnalyzer({ tables: [] }).analyze(text);
  const running = database.query(compile(analysis), { now: new Date(0) });
  setTimeout(() => console.log("running"), 1000);
  await running;
}

void main();
