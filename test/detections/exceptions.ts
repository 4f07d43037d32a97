/** What rows that are wrong in time must not find as rows in time are found, and why. */
export interface Exception {
  readonly rule: string;
  /** name of the case; every case of the rule when left out */
  readonly test?: string;
  /** the kind that differs; both when left out */
  readonly kind?: "late" | "backdated";
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  {
    rule: "AIC-014-rotation-overdue",
    reason: "tells every day what the inventory says, until it is repaired: a later day is another alert",
  },
  {
    rule: "AIC-013-frozen-agent-active",
    kind: "backdated",
    reason: "a sign-in or Graph call of before the freeze is none after it, and no agent writes those logs",
  },
  {
    rule: "AIC-063-labelled-volume",
    test: "Microsoft 365 saw more than the agent told",
    kind: "backdated",
    reason: "23 hours earlier is an hour that the case's own summary has told as too much already",
  },
  {
    rule: "AIC-054-slow-drain",
    reason:
      "adds up three whole days by the rows' own time: a day of which rows come much later, or from earlier, is another day",
  },
  {
    rule: "AIC-056-day-total",
    reason: "adds up a day by the rows' own time: rows that come a day late, or say so, are of a day that is over",
  },
  {
    rule: "AIC-078-watchlist-value",
    reason: "tells every day what the watchlists say, until it is mended: a later day is another alert",
  },
  {
    rule: "AIC-030-invalid-signature",
    reason: "reads verdicts, which carry the time at which the verifier gave them",
  },
  {
    rule: "AIC-031-chain-broken",
    reason: "reads verdicts beside records, and a verdict is never of before its record came",
  },
  {
    rule: "AIC-032-signing-key",
    reason: "tells a key at any of its uses of two days, every six hours",
  },
  {
    rule: "AIC-035-late-records",
    test: "many late records of one agent are one alert",
    kind: "late",
    reason: "a verdict is never of before its record came, which names the agent",
  },
];

/** Why a case is none for this kind of wrong time, if it is not. */
export const reasonAgainst = (rule: string, test: string, kind: "late" | "backdated"): string | undefined =>
  exceptions.find((one) => one.rule === rule && (one.test ?? test) === test && (one.kind ?? kind) === kind)?.reason;
