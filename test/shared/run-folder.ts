/** What suites share on disk, in whichever worker they run; there for one run of Jest. */
export function runFolder(): string {
  return process.env.AGENTID_TEST_RUN!;
}
