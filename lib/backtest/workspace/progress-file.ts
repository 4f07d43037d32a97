import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import type { QueryResult } from "@sentinel-agent-identities/kql";
import { BacktestError } from "../errors";

/** Answers that came in together: results of runs of one rule by the time of `now()` in milliseconds. */
export interface KeptAnswers {
  readonly rule: string;
  readonly results: readonly (readonly [number, QueryResult])[];
}

/** Keeps answers while a workspace is asked, one line each, so that asking goes on where it ended. */
export class ProgressFile {
  private constructor(
    private readonly file: string,
    /** what an earlier try has been told */
    readonly known: readonly KeptAnswers[],
  ) {}

  /**
   * Opens the file, or begins it.
   * @param key what is asked: answers to anything else are of no use
   * @throws BacktestError when it is about something else
   */
  static open(file: string, key: string): ProgressFile {
    const head = JSON.stringify({ backtest: key });
    if (!existsSync(file)) {
      writeFileSync(file, `${head}\n`);
      return new ProgressFile(file, []);
    }
    const bytes = readFileSync(file);
    // Whoever was ended in the middle of a line left it without an end.
    const whole = bytes.lastIndexOf(10) + 1;
    const [first, ...lines] = bytes.toString("utf8", 0, whole).split("\n").slice(0, -1);
    if (first !== head)
      throw new BacktestError(
        file,
        "keeps answers to other questions: the workspace, the time, the rules or the tables are not the same",
        "say --from and --to as they were, or delete the file to begin anew",
      );
    truncateSync(file, whole);
    return new ProgressFile(
      file,
      lines.map((line) => JSON.parse(line) as KeptAnswers),
    );
  }

  keep(answers: KeptAnswers): void {
    appendFileSync(this.file, `${JSON.stringify(answers)}\n`);
  }

  /** The result stands elsewhere. */
  discard(): void {
    rmSync(this.file, { force: true });
  }
}
