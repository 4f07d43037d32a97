import type { QueryResult } from "@sentinel-agent-identities/kql";
import type { ResultsOfRuns, WantedRuns } from "../../emulator";
import type { Progress } from "../../progress";
import { BacktestError } from "../errors";
import type { Remarks } from "../history/remarks";
import { type LogsAnswer, type LogsClient, LogsRefusal } from "./logs-client";
import type { ProgressFile } from "./progress-file";
import { placeColumn, type RunText, runColumn } from "./run-text";

/** Queries that one user may have under way. https://learn.microsoft.com/azure/azure-monitor/service-limits#log-analytics-workspaces */
const lanes = 5;
/** Runs that are asked for in one query, where they are not too much for it. */
const runsPerQuery = 24;
/** Azure takes two days of delay at most: what is older gets the time at which it came in. */
const day = 24 * 3_600_000;
const longestDelay = 3 * day;

/** A rule whose runs are asked for. */
export interface Question {
  readonly wanted: WantedRuns;
  readonly text: RunText;
}

interface Chunk extends Question {
  readonly times: readonly number[];
}

/** Asks for runs, several in one query and several queries at once; answers that do not fit are asked for in halves. */
export class AskRuns {
  private readonly results = new Map<string, Map<number, QueryResult>>();
  /** rules that the service refuses */
  private readonly refused = new Set<string>();
  /** what ends the work of all */
  private failure: unknown;

  constructor(
    private readonly client: LogsClient,
    private readonly file: ProgressFile,
    private readonly remarks: Remarks,
    private readonly progress: Progress,
  ) {
    for (const { rule, results } of file.known) this.note(rule, results);
  }

  /** The queries that are still to be asked. */
  chunksOf(questions: readonly Question[]): Chunk[] {
    return questions.flatMap((question) => {
      const { rule, runs } = question.wanted;
      const known = this.results.get(rule.id);
      const times = runs.map(({ now }) => now.getTime()).filter((at) => !known?.has(at));
      const chunks: Chunk[] = [];
      for (let first = 0; first < times.length; first += runsPerQuery)
        chunks.push({ ...question, times: times.slice(first, first + runsPerQuery) });
      return chunks;
    });
  }

  /** @throws BacktestError when the workspace cannot be asked at all */
  async all(chunks: readonly Chunk[]): Promise<ResultsOfRuns> {
    const waiting = [...chunks];
    const total = chunks.reduce((sum, { times }) => sum + times.length, 0);
    let done = 0;
    const lane = async (): Promise<void> => {
      for (let chunk = waiting.shift(); chunk && this.failure === undefined; chunk = waiting.shift()) {
        try {
          const halves = await this.ask(chunk);
          waiting.unshift(...halves);
          if (halves.length === 0) done += chunk.times.length;
        } catch (error) {
          this.failure ??= error;
        }
        this.progress.update(done, total, "asking the workspace");
      }
    };
    // A lane that finds nothing to do may end while another splits what it was given: the others take that.
    await Promise.all(Array.from({ length: lanes }, lane));
    if (this.failure !== undefined) throw this.failure;
    return this.results;
  }

  /** @returns what is to be asked instead */
  private async ask(chunk: Chunk): Promise<Chunk[]> {
    const { wanted, text, times } = chunk;
    const { rule } = wanted;
    if (this.refused.has(rule.id)) return [];
    const [from, to] = spanOf(chunk);
    let answer: LogsAnswer;
    try {
      answer = await this.client.ask(text(times.map((at) => new Date(at))), from, to);
    } catch (error) {
      if (!(error instanceof LogsRefusal)) throw error;
      if (error.isTooMuch && times.length > 1) return halvesOf(chunk);
      if (error.status !== 400 && !error.isTooMuch) throw unusable(error);
      if (!error.isTooMuch) this.refused.add(rule.id);
      this.remarks.add("refused-query", rule.name, `the workspace refuses the query: ${error.message}`, true);
      return [];
    }
    if (answer.partial !== undefined) {
      if (times.length > 1) return halvesOf(chunk);
      const at = new Date(times[0]!).toISOString();
      this.remarks.add("partial-answer", rule.name, `the run of ${at} was answered in part: ${answer.partial}`, true);
      return [];
    }
    const results = resultsOf(answer, wanted, times);
    this.file.keep({ rule: rule.id, results });
    this.note(rule.id, results);
    return [];
  }

  private note(rule: string, results: readonly (readonly [number, QueryResult])[]): void {
    const known = this.results.get(rule) ?? new Map<number, QueryResult>();
    for (const [at, result] of results) known.set(at, result);
    this.results.set(rule, known);
  }
}

/** The rows of each run, as the rule's own query would give them. */
function resultsOf(answer: LogsAnswer, { columns }: WantedRuns, times: readonly number[]): [number, QueryResult][] {
  const place = (name: string) => answer.columns.findIndex((column) => column.name === name);
  const [run, order] = [place(runColumn), place(placeColumn)];
  const own = answer.columns.map((column, i) => ({ column, i })).filter(({ i }) => i !== run && i !== order);
  const datetimes = new Set(columns.filter(({ type }) => type === "datetime").map(({ name }) => name));
  const byRun = new Map(times.map((at) => [at, [] as (readonly unknown[])[]]));
  for (const row of answer.rows) byRun.get(Date.parse(String(row[run])))?.push(row);
  return [...byRun].map(([at, rows]) => [
    at,
    {
      columns: own.map(({ column }) => (datetimes.has(column.name) ? { ...column, type: "datetime" } : column)),
      rows: rows
        .sort((a, b) => Number(a[order]) - Number(b[order]))
        .map((row) => own.map(({ column, i }) => (datetimes.has(column.name) && row[i] === "" ? null : row[i]))),
    },
  ]);
}

/** From the earliest row that a run may see to the latest, by TimeGenerated. */
function spanOf({ wanted, times }: Chunk): [Date, Date] {
  const first = times[0]!;
  const last = times.at(-1)!;
  const { schedule } = wanted.rule;
  return schedule
    ? [new Date(first - schedule.period), new Date(last)]
    : [new Date(first - longestDelay), new Date(last + day)];
}

function halvesOf(chunk: Chunk): Chunk[] {
  const middle = Math.ceil(chunk.times.length / 2);
  return [chunk.times.slice(0, middle), chunk.times.slice(middle)].map((times) => ({ ...chunk, times }));
}

export function unusable({ status, message }: LogsRefusal): BacktestError {
  const fix =
    status === 401 || status === 403
      ? "assign Log Analytics Reader on the workspace to whoever runs this"
      : status === 404
        ? "--workspace takes the workspace's id, a GUID, as its overview shows"
        : "run the same command again: it goes on where it ended";
  return new BacktestError("the workspace", `answered ${message}`, fix);
}
