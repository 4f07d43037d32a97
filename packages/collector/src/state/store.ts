/** Where a job keeps what it must know next time. Plain JSON under a name. */
export interface StateStore {
  /** What was written last; undefined when nothing was. */
  read(name: string): Promise<unknown>;
  /**
   * Replaces it: afterwards it is there whole and lasting, or the call fails and the old one is.
   * @throws CollectorError when someone else wrote since it was read here
   */
  write(name: string, value: unknown): Promise<void>;
}
