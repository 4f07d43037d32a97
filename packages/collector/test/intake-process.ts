import { readFileSync } from "node:fs";
import { localCredential } from "../../../lib/emulator/server/token";
import { IngestionSender } from "../src/send/sender";
import { serveIntake } from "./intake-server";

/** What the process is told on its command line. */
export interface IntakeProcessOptions {
  readonly endpoint: string;
  readonly caFile: string;
}

/** What the process says when it is asked. */
export interface IntakeProcessReport {
  /** rows that the workspace took */
  readonly rows: number;
  /** most memory that the process ever had, in bytes */
  readonly peak: number;
  /** longest time that nothing else had its turn, in milliseconds */
  readonly blocked: number;
}

async function main({ endpoint, caFile }: IntakeProcessOptions): Promise<void> {
  const credential = localCredential("aaaaaaaa-0000-4000-8000-000000000001");
  const sender = new IngestionSender({ endpoint, ruleId: "dcr-1", credential, ca: readFileSync(caFile, "utf8") });
  let rows = 0;
  const { send } = sender;
  sender.send = async (stream, batch) => {
    await send.call(sender, stream, batch);
    rows += batch.length;
  };
  const { url } = await serveIntake({ sender });
  let blocked = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    blocked = Math.max(blocked, now - last - 10);
    last = now;
  }, 10);
  process.on("message", () => {
    const report: IntakeProcessReport = { rows, peak: process.resourceUsage().maxRSS * 1024, blocked };
    process.send!(report);
  });
  process.send!(url);
}

main(JSON.parse(process.argv[2]!) as IntakeProcessOptions);
