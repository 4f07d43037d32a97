import type { Progress } from "../progress";

/** Shorter work says nothing. */
const quietFor = 2000;
/** Between two lines where nobody can take a line back. */
const betweenLines = 10_000;
/** Between two states of a line on a terminal. */
const betweenStates = 100;

/** Where progress is written: stderr, or what a test looks at. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Shows on stderr how far long work is: one line that is written over on a terminal, plain lines now and then elsewhere,
 * nothing for what takes less than two seconds.
 */
export class ShownProgress implements Progress {
  private readonly begin: number;
  private phase: { readonly what: string; readonly begin: number };
  private shownAt: number | undefined;
  /** Whether the line that the cursor is on is ours. */
  private open = false;

  constructor(
    private readonly output: ProgressOutput = process.stderr,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.begin = now();
    this.phase = { what: "", begin: this.begin };
    // Also when Ctrl+C ends it: the shell's prompt gets a line of its own.
    process.once("exit", this.clear);
  }

  update(done: number, total: number, what: string): void {
    const now = this.now();
    if (what !== this.phase.what) this.phase = { what, begin: now };
    if (now - this.begin < quietFor) return;
    const pause = this.output.isTTY ? betweenStates : betweenLines;
    if (this.shownAt !== undefined && now - this.shownAt < pause) return;
    this.shownAt = now;
    const text = describe(done, total, what, now - this.phase.begin);
    if (this.output.isTTY) this.output.write(`\r\x1b[K${text.slice(0, (this.output.columns ?? 80) - 1)}`);
    else this.output.write(`${text}\n`);
    this.open = this.output.isTTY ?? false;
  }

  /** Prints a line of the result on stdout, where progress does not stand in its way. */
  readonly print = (line: string): void => {
    this.clear();
    console.log(line);
  };

  /** The work is done: nothing of its progress stays on a terminal. */
  end(): void {
    this.clear();
    process.off("exit", this.clear);
  }

  private readonly clear = (): void => {
    if (this.open) this.output.write("\r\x1b[K");
    this.open = false;
  };
}

function describe(done: number, total: number, what: string, elapsed: number): string {
  if (total === 0) return `${what}: ${duration(elapsed)} so far`;
  const share = Math.min(1, done / total);
  const percent = Math.floor(share * 100);
  const of = `${what}: ${percent} %`;
  // By the first steps it would be anything between seconds and hours.
  return percent === 0 ? of : `${of}, ${duration((elapsed * (1 - share)) / share)} left`;
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Runs work that tells its progress. */
export async function withProgress<T>(work: (progress: ShownProgress) => T | Promise<T>): Promise<T> {
  const progress = new ShownProgress();
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
