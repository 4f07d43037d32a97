import { mutated, mutationsOf } from "../../lib/detection-tests/mutate/mutations";

const query = `Events
| where Result == "ok" and Bytes > 5
| join kind=leftanti (Known | where Agent has "a") on Agent
| join kind=inner (Limits) on Agent`;

test("every condition, comparison, threshold and join is made wrong once", () => {
  expect(mutationsOf(query).map(({ description }) => description)).toEqual([
    'drop Result == "ok"',
    '== becomes != in Result == "ok"',
    'and becomes or in Result == "ok" and Bytes > 5',
    "drop Bytes > 5",
    "> becomes <= in Bytes > 5",
    "> becomes >= in Bytes > 5",
    'leave out join kind=leftanti (Known | where Agent has "a") on Agent',
    'drop Agent has "a"',
    'has becomes !has in Agent has "a"',
    "inner becomes leftouter in join kind=inner (Limits) on Agent",
  ]);
});

test("a mutation changes what it names and nothing else", () => {
  const found = mutationsOf(query);
  const of = (start: string) => mutated(query, found.find(({ description }) => description.startsWith(start))!);
  expect(of("drop Bytes")).toBe(query.replace("Bytes > 5", "true"));
  expect(of("leave out")).toBe(
    query.replace('join kind=leftanti (Known | where Agent has "a") on Agent', "where true"),
  );
  expect(of("inner becomes")).toBe(query.replace("kind=inner", "kind=leftouter"));
});

test("so is what stands in a fuzzy union, whatever tables there are", () => {
  const fuzzy = "union isfuzzy=true (datatable(Id:string)[]), (Events | where Bytes == 5)";
  expect(mutationsOf(fuzzy).map(({ description }) => description)).toEqual([
    "drop Bytes == 5",
    "== becomes != in Bytes == 5",
  ]);
});
