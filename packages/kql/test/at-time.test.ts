import { atTime } from "../src";

test.each([
  ["T | where A > ago(1h)", "T | where A > (At - (1h))"],
  ["T | where A > now()", "T | where A > At"],
  ["T | where A > now(-1d) and B < now( )", "T | where A > (At + (-1d)) and B < At"],
  [
    "let f = (w: timespan) { T | where A > ago(w + 1m) };\nf(2h)",
    "let f = (w: timespan) { T | where A > (At - (w + 1m)) };\nf(2h)",
  ],
  ["T | where A > ago(now() - B)", "T | where A > (At - (At - B))"],
  ['T // now()\n| where A == "ago(1h)" and now == 1', 'T // now()\n| where A == "ago(1h)" and now == 1'],
  ["let a = ago(1d); T | where A between (a .. now())", "let a = (At - (1d)); T | where A between (a .. At)"],
])("%s", (query, expected) => {
  expect(atTime(query, "At")).toBe(expected);
});
