import type { ArmWrite, Workloads } from "../arm";
import type { Directory, DirectoryWrite } from "../graph";

type Write = ArmWrite | DirectoryWrite;

/** What one run changed, told from what others changed while it waited. */
export class OwnChanges {
  private readonly found: Write[] = [];
  private marks = [0, 0];

  constructor(
    private readonly directory: Directory,
    private readonly workloads: Workloads,
  ) {}

  /** The run goes on. */
  begin(): void {
    this.marks = [this.directory.writes.length, this.workloads.writes.length];
  }

  /** The run waits or has ended. */
  end(): void {
    this.found.push(...this.new());
    this.begin();
  }

  /** Everything until now, in the order it was changed. */
  sinceBegin(): readonly Write[] {
    return [...this.found, ...this.new()];
  }

  private new(): Write[] {
    const [directory, workloads] = this.marks;
    return [...this.directory.writes.slice(directory), ...this.workloads.writes.slice(workloads)];
  }
}
