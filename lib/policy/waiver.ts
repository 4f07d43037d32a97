/** A finding that somebody accepts until a day. */
export interface PolicyWaiver {
  /** the tenant whose stacks it is for */
  readonly tenant: string;
  readonly check: string;
  /** address of the one resource; all when left out */
  readonly resource?: string;
  readonly reason: string;
  readonly owner: string;
  /** the last day it holds, `yyyy-mm-dd` in UTC */
  readonly expires: string;
  /** where it is written, `file:line:column` */
  readonly place: string;
}
