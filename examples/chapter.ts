import type { Story } from "../lib/report";

/** A part of the demo. */
export interface Chapter {
  readonly story: Story;
  /** from harm to the stop, in a line; where harm was done */
  readonly timing?: string;
  /** what `--verbose` shows */
  readonly details: string;
}
