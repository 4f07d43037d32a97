/** The other process of `both-ends.test.ts`: writes down which pieces it does. */
import { appendFileSync } from "node:fs";
import { workFromLast } from "@sentinel-agent-identities/processes";

/** What is asked of it. */
interface Order {
  readonly file: string;
  readonly count: number;
  /** place of a piece that fails */
  readonly failing?: number;
  /** place of a piece at which the process ends without a word */
  readonly ending?: number;
}

const wait = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

workFromLast(({ file, count, failing, ending }: Order) => ({
  pieces: Array.from({ length: count }, (_, place) => () => {
    if (place === failing) throw new Error("this one fails");
    if (place === ending) process.exit(0);
    wait(20);
    appendFileSync(file, `${place}\n`);
  }),
  keep: () => appendFileSync(file, "kept\n"),
}));
