/** A query that runs many times, and what about it should be the same when the runs are made at once. */
export type ManyRunsCase = readonly [name: string, query: string];

/** Rows that are put in a row: each run sees other ones, so that neighbours and places differ. */
export const sortedRuns: readonly ManyRunsCase[] = [
  [
    "neighbours by a text",
    "Events | sort by Agent asc | extend p = prev(Agent), n = row_number() | project p, n, Agent",
  ],
  [
    "neighbours by a text, backwards",
    "Events | sort by Agent, Seen asc | extend p = prev(Agent) | project p, Agent, Seen",
  ],
  [
    "by several columns, in other directions",
    "Events | sort by Agent desc, Bytes asc, TimeGenerated desc | extend p = prev(Bytes) | project Agent, Bytes, p",
  ],
  ["what is missing first", "Events | sort by Bytes asc nulls first, TimeGenerated asc | project Bytes, TimeGenerated"],
  ["what is missing last", "Events | sort by Bytes asc nulls last, TimeGenerated asc | project Bytes, TimeGenerated"],
  ["what is missing first, downwards", "Events | sort by Bytes desc nulls first, TimeGenerated | project Bytes"],
  ["what is no number", "Events | sort by Score asc, TimeGenerated asc | project Score, p = prev(Score)"],
  ["what is no number, downwards", "Events | sort by Score desc, Tool asc, TimeGenerated | project Score, Tool"],
  ["by what is computed", "Events | sort by toupper(Tool) asc, TimeGenerated asc | project Tool, n = row_number()"],
  [
    "by a column and what is computed",
    "Events | sort by Agent asc, -Bytes asc, TimeGenerated asc | project Agent, Bytes",
  ],
  ["by a number alone", "Events | sort by Bytes asc | where isnotnull(Bytes) | project Bytes, p = prev(Bytes)"],
  ["by the age in the run", "Events | sort by now() - TimeGenerated asc | project TimeGenerated, n = row_number()"],
  [
    "rows that are equal by what they are sorted by, then by more",
    "Events | sort by Agent asc | sort by Agent asc, TimeGenerated asc | project Agent, TimeGenerated",
  ],
  [
    "sorted, and sorted once more",
    "Events | sort by Tool asc, Agent asc | sort by TimeGenerated asc, Tool asc | project Tool, p = prev(Agent)",
  ],
  [
    "sorted after counting",
    "Events | summarize n = count() by Agent | sort by n desc, Agent asc | extend r = row_number()",
  ],
  [
    "sorted lists",
    "Events | sort by Tool asc, TimeGenerated asc | summarize make_list(Tool), make_list(Bytes) by Agent",
  ],
  [
    "sorted, of those that are young",
    "Events | sort by Tool asc, TimeGenerated asc | where TimeGenerated > ago(15m) | project Tool, n = row_number()",
  ],
  ["the first by a text", "Events | top 2 by Tool asc | project Tool"],
  ["the first by a number", "Events | top 2 by TimeGenerated | project TimeGenerated"],
  ["the first by the age in the run", "Events | top 1 by now() - TimeGenerated | project TimeGenerated"],
  ["so many rows", "Events | where Agent == 'x' | take 1 | project Agent"],
  [
    "look-ups that are sorted",
    "_GetWatchlist('Known') | sort by Item asc, SearchKey asc | project Item, n = row_number()",
  ],
  [
    "what is sorted, beside a look-up",
    "_GetWatchlist('Known') | sort by Item desc, SearchKey asc | extend n = row_number() | join kind=inner Events on $left.Item == $right.Agent | project n, Agent, TimeGenerated",
  ],
  [
    "a row's place by a text among rows of two tables",
    "union Events, Others | sort by Agent asc, TimeGenerated asc, Tool asc | project Agent, p = prev(Tool)",
  ],
  [
    "made serial by what it is",
    "Events | sort by TimeGenerated asc, Tool asc | serialize p = prev(Agent), n = row_number() | project p, n",
  ],
];

/** Rows that are grouped: each run sees other ones, and none of some groups. */
export const groupedRuns: readonly ManyRunsCase[] = [
  ["counted", "Events | count"],
  [
    "counted, also nothing",
    "Events | where Agent == 'x' and TimeGenerated > ago(5m) | summarize n = count(), most = max(Bytes), any = max(Tool)",
  ],
  [
    "counted by key",
    "Events | summarize n = count(), few = countif(Bytes > 2), b = sum(Bytes), i = sumif(Bytes, Tool == 'p') by Agent",
  ],
  [
    "the ends of what there is",
    "Events | summarize max(Bytes), min(Bytes), max(Tool), min(Tool), max(Seen), min(TimeGenerated) by Agent",
  ],
  ["the ends of reals, of which some are no numbers", "Events | summarize max(Score), min(Score) by Tool"],
  ["the ends under a condition", "Events | summarize maxif(Bytes, Tool == 'p'), minif(Tool, Bytes > 1) by Agent"],
  ["distinct values", "Events | summarize dcount(Tool), dcountif(Agent, Bytes > 1), count_distinct(Bytes) by Agent"],
  ["distinct values and a count, of which one is by how often", "Events | summarize dcount(Tool), count() by Agent"],
  ["means, which need each row", "Events | summarize avg(Bytes), stdev(Score), percentile(Bytes, 50) by Agent"],
  ["lists and sets", "Events | summarize make_set(Tool), make_set(Bytes) by Agent"],
  ["by a key that the run makes", "Events | summarize n = count() by Old = TimeGenerated < ago(15m), Agent"],
  ["by the age in the run", "Events | summarize n = count(), max(Bytes) by Age = (now() - TimeGenerated) / 10m"],
  [
    "what counts by the time of the run",
    "Events | summarize countif(TimeGenerated > ago(10m)), maxif(Bytes, TimeGenerated > ago(10m)), dcountif(Tool, TimeGenerated < ago(10m)) by Agent",
  ],
  ["the time of the run as a measure", "Events | summarize max(now() - TimeGenerated) by Agent"],
  ["by when it was stored", "Events | summarize max(ingestion_time()), n = count() by Agent"],
  ["by keys alone", "Events | summarize by Agent, Tool"],
  ["by a key that is computed", "Events | summarize max(Bytes) by Key = strcat(Agent, '-', Tool)"],
  [
    "values of what is computed",
    "Events | summarize most = max(Bytes * 2), n = max(Bytes) - min(Bytes), share = 1.0 * countif(Tool == 'p') / count() by Agent",
  ],
  [
    "the newest row of each",
    "Events | summarize arg_max(TimeGenerated, *) by Agent | project Agent, TimeGenerated, Tool, Bytes",
  ],
  [
    "the newest row of each, and how many there are",
    "Events | summarize arg_max(TimeGenerated, Tool), n = count(), s = sum(Bytes) by Agent",
  ],
  [
    "the newest row of all, also of none",
    "Events | where TimeGenerated > ago(5m) | summarize arg_max(TimeGenerated, Tool, Bytes), n = count()",
  ],
  ["the row of the least", "Events | where isnotnull(Bytes) | summarize arg_min(TimeGenerated, Bytes, Score) by Tool"],
  [
    "one row of each, where they are alike",
    "Events | summarize take_any(Agent), take_any(Agent, Agent) by Agent1 = Agent",
  ],
  [
    "groups of groups",
    "Events | summarize n = count() by Agent, Tool | summarize most = max(n), kinds = count() by Agent",
  ],
  ["groups of what two tables have", "union Events, Others | summarize n = count(), max(Bytes) by Agent"],
  ["groups of a look-up", "_GetWatchlist('Known') | summarize n = count() by Item"],
  [
    "groups of rows of the run",
    "Events | extend Age = now() - TimeGenerated | summarize max(Age), n = count() by Tool",
  ],
  [
    "groups of rows that are joined",
    "Events | join kind=inner Others on Agent | summarize n = count(), max(Bytes1), dcount(Tool1) by Tool",
  ],
  ["spans of time", "Events | summarize n = count(), b = sum(Bytes) by bin(TimeGenerated, 10m)"],
];

/** Rows that meet: a row of each run, a row of several, one that is always there. */
export const joinedRuns: readonly ManyRunsCase[] = [
  ["inner", "Events | join kind=inner Others on Agent | project TimeGenerated, TimeGenerated1, Bytes, Bytes1"],
  [
    "innerunique",
    "Events | distinct Agent, Tool | join (Others | project Agent, At = TimeGenerated) on Agent | project Agent, At",
  ],
  [
    "leftouter",
    "Events | join kind=leftouter (Others | project Agent, Old = Tool) on Agent | project TimeGenerated, Agent, Old",
  ],
  [
    "rightouter",
    "Others | join kind=rightouter (Events | project Agent, Now = Tool) on Agent | project Now, Agent, Tool, Bytes",
  ],
  ["fullouter", "Events | distinct Agent | join kind=fullouter (Others | distinct Agent, Bytes) on Agent"],
  ["leftsemi", "Events | join kind=leftsemi Others on Agent, Tool | project TimeGenerated, Agent"],
  ["leftanti", "Events | join kind=leftanti Others on Agent | project TimeGenerated, Agent"],
  ["anti", "Events | join kind=anti Others on Agent, Tool | project TimeGenerated, Agent"],
  ["rightsemi", "Events | join kind=rightsemi Others on Agent | project TimeGenerated, Agent, Tool"],
  ["rightanti", "Events | join kind=rightanti Others on Agent | project TimeGenerated, Agent, Tool"],
  [
    "leftanti by a key of another name, with what each run makes",
    "Events | extend Age = tolong((now() - TimeGenerated) / 5m) | join kind=leftanti (Others | project Many = Bytes) on $left.Age == $right.Many | project Age",
  ],
  [
    "rightanti, with what each run makes",
    "Events | summarize n = count() by Agent | join kind=rightanti Others on Agent | project TimeGenerated, Agent",
  ],
  [
    "rows of a look-up, always there, kept",
    "_GetWatchlist('Known') | join kind=leftouter Events on $left.Item == $right.Agent | project Item, TimeGenerated",
  ],
  [
    "rows of a look-up, always there, on the right",
    "Events | join kind=rightouter (_GetWatchlist('Known') | project Agent = Item) on Agent | project Agent1, TimeGenerated",
  ],
  [
    "either, with a look-up",
    "Events | join kind=fullouter (_GetWatchlist('Known') | project Agent = Item) on Agent | project Agent, Agent1, TimeGenerated",
  ],
  [
    "what no look-up has",
    "Events | join kind=leftanti (_GetWatchlist('Known') | project Agent = Item) on Agent | project Agent, TimeGenerated",
  ],
  [
    "what of a look-up was not seen",
    "_GetWatchlist('Known') | join kind=leftanti Events on $left.Item == $right.Agent | project Item",
  ],
  [
    "counts looked up",
    "Events | lookup (Others | summarize n = count() by Agent) on Agent | project TimeGenerated, Agent, n",
  ],
  [
    "counts looked up, of those that have one",
    "Events | lookup kind=inner (Others | summarize n = count() by Agent) on Agent | project TimeGenerated, n",
  ],
  [
    "states looked up",
    "Events | lookup (Others | summarize arg_max(TimeGenerated, Tool) by Agent | project Agent, Now = Tool) on Agent | project TimeGenerated, Agent, Now",
  ],
  [
    "states looked up by two columns",
    "Events | lookup (Others | summarize Since = min(TimeGenerated), Bytes = max(Bytes) by Agent, Tool) on Agent, Tool | project TimeGenerated, Since, Bytes1",
  ],
  [
    "the least and most, looked up, by what several have",
    "Events | lookup (Others | summarize Since = min(TimeGenerated) by Agent, Tool | project Tool, Since) on Tool | project TimeGenerated, Tool, Since",
  ],
  [
    "states looked up by rows of each run",
    "Events | summarize n = count() by Agent | lookup (Others | summarize arg_max(TimeGenerated, Tool) by Agent) on Agent | project Agent, n, Tool",
  ],
  [
    "states looked up by a look-up's rows",
    "_GetWatchlist('Known') | project Agent = Item | lookup (Others | summarize arg_max(TimeGenerated, Tool) by Agent) on Agent | project Agent, Tool",
  ],
  [
    "sums and states, of which sums are no state",
    "Events | lookup (Others | summarize arg_max(TimeGenerated, Tool), n = count() by Agent | project Agent, Now = Tool, n) on Agent | project TimeGenerated, Now, n",
  ],
  [
    "states with the age in the run",
    "Events | lookup (Others | summarize Latest = max(TimeGenerated) by Agent | extend Age = now() - Latest) on Agent | project TimeGenerated, Latest, Age",
  ],
];

/** Times that are held against the time of the run, to the minute. */
export const agedRuns: readonly ManyRunsCase[] = [
  ...[">", ">=", "<", "<="].flatMap((sign): ManyRunsCase[] => [
    [`TimeGenerated ${sign} ago`, `Events | where TimeGenerated ${sign} ago(10m) | project TimeGenerated, Agent`],
    [`ago ${sign} TimeGenerated`, `Events | where ago(10m) ${sign} TimeGenerated | project TimeGenerated, Agent`],
    [`a time that may be missing ${sign} ago`, `Events | where Seen ${sign} ago(10m) | project Seen, Agent`],
    [
      `TimeGenerated ${sign} a whole time of the run`,
      `Events | where TimeGenerated ${sign} bin(now(), 15m) | project TimeGenerated`,
    ],
  ]),
  ["TimeGenerated == ago", "Events | where TimeGenerated == ago(10m) | project TimeGenerated"],
  ["TimeGenerated != ago", "Events | where TimeGenerated != ago(10m) | project TimeGenerated"],
  ["between two ages", "Events | where TimeGenerated between (ago(20m) .. ago(10m)) | project TimeGenerated"],
  ["not between two ages", "Events | where TimeGenerated !between (ago(20m) .. ago(10m)) | project TimeGenerated"],
  ["from an age on, for a while", "Events | where TimeGenerated between (ago(20m) .. 10m) | project TimeGenerated"],
  [
    "not from an age on, for a while",
    "Events | where TimeGenerated !between (ago(20m) .. 10m) | project TimeGenerated",
  ],
  [
    "between a moment and an age",
    "Events | where TimeGenerated between (datetime(2026-03-02 12:00) .. ago(10m)) | project TimeGenerated",
  ],
  [
    "between an age and a moment",
    "Events | where TimeGenerated between (ago(10m) .. datetime(2026-03-02 12:20)) | project TimeGenerated",
  ],
  [
    "the run's time against an age",
    "Events | where now() > ago(10m) and TimeGenerated >= now(-10m) | project TimeGenerated",
  ],
  ["a time of the run's making", "Events | extend At = now() - 5m * Bytes | where At > ago(10m) | project At, Bytes"],
  ["an age against a moment", "Events | where ago(10m) > datetime(2026-03-02 12:05) | project TimeGenerated"],
];
