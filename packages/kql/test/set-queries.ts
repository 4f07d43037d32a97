import { Bench } from "./harness";
import { tables } from "./set-tables";
import { chance, fillWithChance } from "./sets";

const lookups = [
  {
    functionName: "_GetWatchlist",
    common: [{ name: "SearchKey", type: "string" as const }],
    variants: { Allowed: [{ name: "Item", type: "string" as const }] },
  },
];
const functions = [
  {
    name: "Recent",
    parameters: "(window:timespan=2h)",
    body: "Events | where TimeGenerated > ago(window) | project TimeGenerated, Agent, Tool",
  },
];

/** A bench whose tables hold random rows. */
export async function chanceBench(): Promise<Bench> {
  const bench = await Bench.open({ tables, lookups, functions });
  const random = chance("rows");
  for (const table of tables) await fillWithChance(bench.database, table, 400, ["x", "y", "z"], random);
  await bench.database.setLookup("_GetWatchlist", "Allowed", [{ SearchKey: "x", Item: "x" }]);
  return bench;
}

/** Queries whose rows depend on the run in every way that there is. */
export const queries: Readonly<Record<string, string>> = {
  "rows of the window": "Events | project Agent, Tool, Bytes",
  "the run's time as a column": "Events | where Agent == 'x' | extend Age = now() - TimeGenerated | project Age, Agent",
  "a younger part of the window": "Events | where TimeGenerated >= ago(20m) | project TimeGenerated, Agent",
  "an older part of the window": "Events | where TimeGenerated < ago(30m) and Agent != 'y' | project TimeGenerated",
  "between an age and a moment, and between a moment and an age":
    "union (Events | where TimeGenerated between (ago(2h) .. datetime(2026-03-02 06:30)) | project Agent, t = 1), (Others | where TimeGenerated between (datetime(2026-03-02 03:00) .. ago(30m)) | project Agent, t = 2) | summarize count() by Agent, t",
  "not between two ages": "Events | where TimeGenerated !between (ago(2h) .. ago(30m)) | summarize count() by Agent",
  "from an age for a while": "Events | where TimeGenerated between (ago(90m) .. 1h) | project TimeGenerated, Agent",
  "at an age, to the minute":
    "union (Events | where TimeGenerated >= ago(60m) and TimeGenerated <= ago(60m) | project TimeGenerated), (Events | where TimeGenerated > ago(60m) and TimeGenerated < ago(59m) | project TimeGenerated), (Events | where bin(TimeGenerated, 1m) == bin(ago(45m), 1m) | project TimeGenerated)",
  "a moment that is no column's against an age":
    "Events | where TimeGenerated + 10m > ago(1h) and bin(TimeGenerated, 1h) < ago(20m) | project TimeGenerated, Agent",
  "between two ages": "Events | where TimeGenerated between (ago(1h) .. ago(10m)) | summarize count() by Agent",
  "an age of a column that may be null": "Events | where Seen > ago(2h) | project Seen, Agent",
  "now before the column": "Events | where ago(1h) < TimeGenerated | project TimeGenerated",
  "an age in a let": "let since = now() - 45m; Events | where TimeGenerated >= since | count",
  "an age that a column has": "Events | extend Since = ago(1h) | where TimeGenerated > Since | project TimeGenerated",
  "a comparison that is not all of a condition": "Events | where TimeGenerated > ago(20m) or Agent == 'x' | count",
  "a comparison, or what is true in any run":
    "Events | where TimeGenerated >= ago(20m) or Seen < TimeGenerated | project TimeGenerated, Agent, Seen",
  "an old age of a column that may be null, or another condition":
    "Events | where Seen <= ago(1h) or Bytes > 3 or Agent has 'z' | project TimeGenerated, Seen, Bytes",
  "either of two ages": "Events | where TimeGenerated < ago(2h) or TimeGenerated >= ago(10m) | project TimeGenerated",
  "before a whole hour of now": "Events | where TimeGenerated < bin(ago(10m), 1h) | project TimeGenerated, Agent",
  "up to a whole hour of now": "Events | where TimeGenerated <= bin(now(), 1h) | project TimeGenerated, Agent",
  "since a whole quarter of now":
    "let since = bin(ago(1h), 15m); Events | where TimeGenerated >= since | summarize count() by Agent",
  "after a whole odd time of now": "Events | where bin(now(), 7m) < TimeGenerated | project TimeGenerated, Agent",
  "a column since some time after a whole hour of now":
    "Events | where TimeGenerated >= bin(ago(2h), 1h) + 10m or Seen > TimeGenerated | project TimeGenerated, Seen",
  "a negated comparison": "Events | where not(TimeGenerated > ago(20m)) | count",
  "what is usual, asked by what was found lately":
    "let Usual = Events | summarize n = count(), p = percentile(Bytes, 95), d = dcount(Tool) by Agent; Events | where TimeGenerated > ago(15m) | summarize b = sum(Bytes) by Agent | lookup Usual on Agent | where isnull(n) or b <= n",
  "what is usual for it and for its like, asked by what was found lately":
    "let Hours = Events | summarize b = sum(Bytes) by Agent, Tool, Hour = bin(TimeGenerated, 1h); let Own = Hours | summarize m = avg(b), h = count() by Agent; let Like = Hours | summarize lm = max(b), la = dcount(Agent) by Tool; let Usual = Hours | lookup kind=inner Own on Agent | summarize over = countif(b > m), h = max(h) by Agent, Tool | lookup Like on Tool | lookup (Own | project Agent, again = m) on Agent; Events | where TimeGenerated > ago(10m) | summarize now = sum(Bytes) by Agent | lookup Usual on Agent | project Agent, Tool, now, over, h, lm, la, again",
  "what is asked again by what is left":
    "let Past = Others | summarize s = sum(Score), Tools = make_set(Tool) by Agent; Events | summarize Newest = max(TimeGenerated), b = sum(Bytes) by Agent | where Newest > ago(20m) | lookup Past on Agent | where b > 2 | join kind=leftouter (Past | project Agent, t = array_length(Tools)) on Agent | project Agent, b, s, t",
  "what has happened to what was found lately, by a number that may be missing":
    "Events | where TimeGenerated > ago(30m) | summarize by Agent, Seen | join kind=leftouter (Others | summarize n = count(), a = max(Agent) by Seen) on Seen | project Agent, Seen, n, a",
  "what never happened to what was found lately":
    "let Often = Others | summarize n = count() by Agent, Tool | where n > 1; Events | where TimeGenerated > ago(1h) | join kind=leftanti Often on Agent, Tool | project TimeGenerated, Agent, Tool",
  "what happened to what was found lately, in either of two tables, or was first":
    "let Past = union (Events | summarize n = count(), at = max(Seen) by Agent), (Others | summarize at = min(Seen), n = count() by Agent), (Others | sort by TimeGenerated asc, Agent asc, Tool asc, Bytes asc, Score asc | extend n = row_number() | where n < 3 | project Agent, n, at = Seen); Others | where TimeGenerated > ago(20m) | distinct Agent | join kind=leftsemi (Past | where n > 2) on Agent | join kind=inner Past on Agent | project Agent, n, at",
  "what is known by another name of what was found lately":
    "let Known = Others | summarize s = sum(Bytes) by Who = Agent, What = Tool | project What, Whose = Who, s | extend Long = strlen(What); Events | where TimeGenerated > ago(25m) | project Agent, Bytes | join kind=leftouter Known on $left.Agent == $right.Whose | summarize max(Long), sum(s) by Agent, Bytes",
  "what is expanded, of what was found lately":
    "let Parts = Others | mv-expand Part = pack_array(Agent, Tool) to typeof(string) | summarize n = count(), p = percentile(Bytes, 50) by Part; let Most = materialize(Parts | where n > 1); Events | where TimeGenerated > ago(15m) | project Part = Agent | lookup Most on Part | lookup (Parts | project Part, all = n) on Part | summarize count() by Part, n, p, all",
  "how often what was found lately was among the others, all of them in their order":
    "let Past = Others | sort by TimeGenerated asc, Agent asc, Tool asc, Bytes asc, Score asc | extend n = row_number(), p = prev(Tool) | summarize f = min(n), l = max(n), p = max(p) by Agent; Events | where TimeGenerated > ago(15m) | distinct Agent | lookup Past on Agent",
  "what was found lately, of what either table has at some time or none":
    "let Past = Others | summarize s = sum(Score) by Seen | join kind=fullouter (Events | summarize n = count() by Seen) on Seen | project Seen, s, n; Events | where TimeGenerated > ago(2h) and Bytes > 1 | summarize b = sum(Bytes), Newest = max(TimeGenerated) by Seen | where Newest > ago(1h) | lookup Past on Seen",
  "the first of what was found lately, among few":
    "let Past = Others | summarize s = sum(Score), n = percentile(Bytes, 50) by Agent | sort by s desc, Agent asc | take 2; Events | where TimeGenerated > ago(15m) | summarize max(Bytes) by Agent | lookup Past on Agent",
  "what is usual by two keys, beside what is usual by one of them":
    "let One = Others | summarize n = count(), p = percentile(Bytes, 50), s = sum(Bytes) by Agent; let Both = Others | summarize m = count(), d = dcount(Seen) by Agent, Tool | lookup One on Agent | project Agent, Tool, m, d, n, p, s; Events | where TimeGenerated > ago(3h) | summarize max(Bytes) by Agent, Tool | join kind=leftouter Both on Agent, Tool | project Agent, Tool, m, d, n, p, s",
  "what is usual under two names":
    "let Past = Others | summarize n = count(), p = percentile(Bytes, 50), d = dcount(Seen) by Agent | project One = Agent, Two = Agent, n, p, d; Events | where TimeGenerated > ago(1h) | summarize max(Bytes) by Agent, Tool | join kind=leftouter Past on $left.Agent == $right.One, $left.Tool == $right.Two | project Agent, Tool, n, p, d",
  "counts also of nothing": "Events | where Agent == 'never' | count",
  "sums of nothing": "Events | where TimeGenerated > ago(1m) | summarize n = count(), b = sum(Bytes), t = max(Tool)",
  "sums by key": "Events | summarize n = count(), Bytes = sum(Bytes), Tools = make_set(Tool) by Agent",
  "a young share of all": "Events | summarize young = countif(TimeGenerated > ago(15m)), all = count() by Agent",
  "the newest row": "Events | summarize arg_max(TimeGenerated, Bytes) by Agent | project TimeGenerated, Agent",
  "the newest row of all": "Others | summarize arg_max(Seen, Seen)",
  "the newest state of each, looked up":
    "let State = Others | where TimeGenerated > ago(1h) | summarize arg_max(TimeGenerated, *) by Agent | where Bytes > 0 | project Agent, Now = Tool, Held = Bytes; Events | lookup State on Agent | project TimeGenerated, Agent, Now, Held",
  "the newest state, looked up by what several have":
    "let State = Others | where TimeGenerated > ago(30m) | summarize arg_max(TimeGenerated, *) by Agent, Bytes | project Tool, Bytes; Events | lookup kind=leftouter State on Tool, Bytes | summarize n = count(), Latest = max(TimeGenerated) by Agent",
  "the newest state, several alike":
    "let State = Others | summarize arg_max(TimeGenerated, *) by Agent, Score | project Tool, Known = true; Events | where TimeGenerated > ago(45m) | lookup State on Tool | project TimeGenerated, Tool, Known",
  "the newest of rows that are equally new":
    "Others | summarize arg_max(bin(TimeGenerated, 30m), Tool, Score), arg_min(Bytes, Seen) by Agent",
  "any row of each, by a key that is computed and may be missing":
    "Others | where Bytes > 1 | summarize take_any(Tool, Score), arg_max(ingestion_time(), *) by Hour = bin(Seen, 1h), Agent",
  "what no state has now":
    "let State = Others | where TimeGenerated > ago(1h) | summarize arg_max(TimeGenerated, *) by Agent, Bytes | where Score > 0; Events | join kind=leftanti State on Bytes | project TimeGenerated, Agent, Bytes",
  "states, beside those of another table that the first does not have":
    "let Own = Events | where TimeGenerated > ago(90m) | summarize arg_max(TimeGenerated, *), First = min(TimeGenerated) by Key = strcat(Agent, Bytes) | project TimeGenerated, First, Key, Tool; let More = Others | summarize arg_max(TimeGenerated, *), First = min(TimeGenerated) by Key = strcat(Agent, Bytes) | project TimeGenerated, First, Key, Tool; let State = union Own, (More | join kind=leftanti Own on Key); Events | extend Key = strcat(Agent, Bytes) | lookup (State | project Key, Latest = TimeGenerated, First) on Key | project TimeGenerated, Key, Latest, First",
  "states of states":
    "Others | summarize arg_max(TimeGenerated, *) by Agent, Tool | where Bytes >= 2 | summarize arg_max(Bytes, Tool), Newest = max(TimeGenerated) by Agent | where Newest > ago(1h)",
  "states, joined with rows and with themselves":
    "let State = Others | summarize arg_max(TimeGenerated, *) by Agent | project Agent, Latest = TimeGenerated, Tool; Events | where TimeGenerated > ago(20m) | join kind=inner State on Agent | join kind=leftouter (State | project Tool, Since = Latest) on Tool | project TimeGenerated, Agent, Latest, Since",
  "looked up by chance, with one row for each":
    "let State = Others | summarize arg_max(TimeGenerated, *) by Bytes | project Bytes, Known = true; Events | extend Bytes = iff(rand() > 2, 1, 2) | lookup State on Bytes | project TimeGenerated, Bytes, Known",
  "the newest state by a number that may be missing":
    "let State = Others | where TimeGenerated > ago(1h) | summarize arg_max(TimeGenerated, Agent), First = min(Seen) by Tool | project Seen = First, Who = Agent; Events | lookup State on Seen | project TimeGenerated, Seen, Who",
  "the newest state that is young, or of either table":
    "let State = union (Events | summarize arg_max(TimeGenerated, Tool) by Agent), (Others | summarize arg_max(TimeGenerated, Tool) by Agent) | where TimeGenerated > ago(20m) | project Agent, Lately = Tool; Others | lookup State on Agent | where TimeGenerated < ago(10m) | distinct Agent, Tool, Lately",
  "the age of the newest state, looked up":
    "let State = Others | summarize arg_max(TimeGenerated, Tool) by Agent | project Agent, Age = now() - TimeGenerated; Events | lookup State on Agent | project TimeGenerated, Agent, Age",
  percentiles: "Events | summarize percentile(Bytes, 95), stdev(Score), avg(Bytes) by Agent",
  "distinct rows that come and go": "Events | distinct Agent, Tool",
  "distinct, then counted": "Events | distinct Agent, Tool | summarize count() by Agent",
  "inner join":
    "Events | join kind=inner (Others | where TimeGenerated > ago(30m)) on Agent | summarize count() by Tool",
  "innerunique join": "Events | join (Others | distinct Agent) on Agent | summarize count() by Agent",
  "left outer join": "Events | distinct Agent | join kind=leftouter (Others | summarize n = count() by Agent) on Agent",
  "left outer join with rows of every run":
    "_GetWatchlist('Allowed') | join kind=leftouter (Events | summarize n = count() by Agent) on $left.Item == $right.Agent",
  "right outer join":
    "Events | where Agent == 'x' | join kind=rightouter (Others | distinct Agent, Tool) on Agent | project Agent1, Tool1, Bytes | summarize n = count() by Agent1, Tool1",
  "full outer join":
    "Events | where TimeGenerated > ago(10m) | distinct Agent | join kind=fullouter (Others | distinct Agent) on Agent",
  "semi join": "Events | join kind=leftsemi (Others | where TimeGenerated > ago(15m)) on Agent | count",
  "anti join": "Events | distinct Agent, Tool | join kind=leftanti (Others | distinct Agent, Tool) on Agent, Tool",
  "right anti join": "Events | where TimeGenerated > ago(1h) | join kind=rightanti (Others | distinct Agent) on Agent",
  "what is new":
    "Events | where TimeGenerated >= ago(15m) | join kind=leftanti (Events | where TimeGenerated < ago(15m) | distinct Agent, Tool) on Agent, Tool | summarize count() by Agent, Tool",
  lookup: "Events | lookup (Others | summarize n = count() by Agent) on Agent | summarize max(n) by Agent",
  "in a list of the run":
    "Events | where Agent in ((Others | where TimeGenerated > ago(30m) | distinct Agent)) | count",
  "not in a list of the run":
    "let Past = Others | where Bytes > 3 | distinct Tool; Events | where Tool !in (Past) | distinct Tool",
  "not in a list of the run that comes and goes":
    "let Now = Others | where TimeGenerated > ago(20m) and Bytes > 1 | project Agent; Events | where Agent !in (Now) and Tool !in ((Others | where TimeGenerated > ago(15m) | project Tool)) | project TimeGenerated, Agent, Tool",
  "not in a list of the run by an expression":
    "let Now = Others | summarize n = count() by Agent | where n % 2 == 0 | project Agent; Events | where strcat(Agent, '') !in (Now) and TimeGenerated >= ago(1h) | summarize count(), max(Tool) by Agent",
  "not in a list of numbers, nor in one that ignores case":
    "Events | where Bytes !in ((Others | where TimeGenerated > ago(15m) | project Bytes)) and Agent !in~ ((Others | where TimeGenerated > ago(10m) | project toupper(Agent))) | count",
  "not in an empty list": "Events | where Agent !in ((Others | where Agent == 'never' | project Agent)) | count",
  "in a list that ignores case":
    "Events | where Agent in~ ((Others | where Score > 3 | project toupper(Agent))) | count",
  "in a watchlist": "Events | where Agent in ((_GetWatchlist('Allowed') | project Item)) | count",
  "has any of the run": "Events | where Tool has_any ((Others | where Bytes == 4 | distinct Tool)) | count",
  "a scalar of the run": "let most = toscalar(Others | summarize max(Bytes)); Events | where Bytes >= most | count",
  "a scalar of the run, out of no rows":
    "let one = toscalar(Others | where Agent == 'never' | project Tool); Events | extend f = one | distinct f",
  "a scalar that is the same in all":
    "let n = toscalar(_GetWatchlist('Allowed') | count); Events | where Bytes == n | count",
  "a scalar of a scalar":
    "let a = toscalar(Events | count); let b = toscalar(Others | where Bytes < a | count); print a, b",
  union: "union Events, Others | summarize count() by Agent",
  "union with what is always there":
    "union (Events | project Agent), (_GetWatchlist('Allowed') | project Agent = Item) | summarize count() by Agent",
  "union of rows of spans with rows of each run":
    "union (Events | project Agent, Bytes), (Others | extend Bytes = Bytes + (now() - TimeGenerated) / 1h * 1 | project Agent, Bytes = tolong(Bytes)) | summarize sum(Bytes), max(Bytes) by Agent",
  "union with rows that have no partner in the run":
    "union (Events | where TimeGenerated < bin(ago(30m), 1h) | project Agent, Tool), (Events | where TimeGenerated >= bin(ago(30m), 1h) | join kind=leftanti Others on Agent, Tool | project Agent, Tool) | distinct Agent, Tool",
  "union with rows of each run, joined with itself":
    "let All = union (Events | project Agent, Tool, Bytes, TimeGenerated), (Others | where TimeGenerated > ago(1h) | project Agent, Tool, Bytes = Bytes + tolong((now() - TimeGenerated) / 10m), TimeGenerated); All | where TimeGenerated >= ago(30m) | join kind=leftanti (All | where TimeGenerated < ago(30m) | distinct Agent) on Agent | join kind=inner (All | distinct Agent, Bytes) on Agent | summarize count(), sum(Bytes), max(Bytes1) by Agent",
  "union with rows of each run, beside a watchlist":
    "union (Events | project Agent, Tool), (Others | where TimeGenerated > ago(2h) | project Agent, Tool = iff(TimeGenerated > now() - 30m * Bytes, Tool, 'old')), (_GetWatchlist('Allowed') | project Agent = Item, Tool = '') | lookup (_GetWatchlist('Allowed') | project Agent = Item, Known = SearchKey) on Agent | join kind=inner (Others | where TimeGenerated > ago(1h) | distinct Agent) on Agent | summarize count() by Tool, Known",
  "union with what is printed": "union (Events | project Agent), (print Agent = '*') | distinct Agent",
  "union of sums and rows":
    "union (Events | summarize n = count() by Agent), (Others | project n = Bytes, Agent) | summarize sum(n) by Agent",
  "the run's time, printed": "print at = now(), before = ago(1d)",
  "a range up to now": "range At from ago(2h) to now() step 1h | project At",
  "a table of literals with the time": "datatable(a:string)['p', 'q'] | extend at = now()",
  "a table of literals and rows":
    "datatable(Agent:string)['x', 'q'] | join kind=leftouter (Events | summarize n = count() by Agent) on Agent",
  "numbered rows":
    "Events | where Agent == 'x' | sort by TimeGenerated asc, Tool asc, Bytes asc, Score asc | extend n = row_number() | where n < 4 | project n, TimeGenerated",
  "the row before":
    "Events | sort by TimeGenerated asc, Agent asc, Tool asc, Bytes asc | extend p = prev(Agent) | summarize countif(p == Agent)",
  "one row after the other by several columns, backwards and with nulls":
    "Events | where TimeGenerated >= ago(3h) | sort by Agent desc, Seen asc, Tool asc nulls last, Bytes, TimeGenerated asc, Score | extend p = prev(Tool), q = prev(Agent, 2), n = row_number(1, Agent != prev(Agent)) | summarize count() by p, q, n",
  "one row after the other, of those that are left by age":
    "Events | sort by Agent asc, TimeGenerated asc, Tool asc, Bytes asc, Score asc | where TimeGenerated > ago(1h) | extend p = prev(Bytes) | summarize sum(p) by Agent",
  "sorted by rows' own columns and by now":
    "Events | extend Age = now() - TimeGenerated | sort by Agent asc, Age desc, Tool asc, Bytes asc, Score asc | extend p = prev(Tool) | summarize count() by Agent, p",
  "the first by a text": "Events | where isnotempty(Agent) | top 5 by Agent asc | project Agent",
  "the top rows": "Events | top 3 by Bytes desc | project Bytes",
  "any rows, counted": "Events | take 2 | count",
  "expanded lists": "Events | mv-expand Item = pack_array(Agent, Tool) to typeof(string) | summarize count() by Item",
  "applied to each row":
    "Events | mv-apply Item = pack_array(Bytes, 7) to typeof(long) on (summarize s = sum(Item)) | summarize sum(s) by Agent",
  partitioned: "Events | partition by Agent (top 1 by Bytes desc | project Agent, Bytes)",
  "a series":
    "Events | make-series n = count() default = 0 on TimeGenerated from bin(ago(2h), 15m) to bin(now(), 15m) step 15m by Agent",
  "a series of all": "Events | make-series n = count() on TimeGenerated step 1h",
  "parsed text": "Events | parse Agent with a 'x' b | summarize count() by a, b",
  "ingestion time": "Events | where ingestion_time() > ago(10m) | count",
  "rows read twice":
    "let E = Events | where Bytes > 1; E | join kind=inner (E | summarize m = max(Bytes) by Agent) on Agent | where Bytes == m | count",
  "materialized rows":
    "let E = materialize(Events | where Bytes > 1); union (E | summarize n = count()), (E | summarize n = dcount(Agent))",
  "a function with a window":
    "Recent() | summarize a = count() by Agent | join kind=leftouter (Recent(30m) | summarize b = count() by Agent) on Agent",
  "top groups": "Events | top-hitters 2 of Agent | summarize count()",
  "sorted results": "Events | summarize n = count() by Agent | sort by n asc, Agent desc",
  "members of bags":
    "Events | extend Id = tostring(Bag.id), Name = tostring(Bag.name), Value = tostring(Bag['value']) | summarize count() by Id, Name, Value",
};
