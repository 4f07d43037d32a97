import { compile, KqlAnalyzer, KqlUnsupportedError } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Host", type: "string" },
  { name: "Cost", type: "real" },
  { name: "Bag", type: "dynamic" },
] as const;
const analyzer = new KqlAnalyzer({ tables: [{ name: "Events", columns }] });

/** What the engine does not do, or what has no meaning, is refused by its name when it is compiled. */
test.each([
  ["Events | join kind=inner Events on Host | partition by Host (join Events on Host)", "join inside of a partition"],
  ["Events | make-series kind=nonempty n = count() on TimeGenerated step 1h", "make-series kind=nonempty"],
  ["Events | top-nested 2 of Host with others='x' by count()", "top-nested with others"],
  ["Events | partition by Host (top-nested 1 of Cost by count())", "top-nested inside of a partition"],
  ["Events | evaluate bag_unpack(Bag, 'p_', 'first')", "bag_unpack() with columnsConflict='first'"],
  ["Events | evaluate bag_unpack(Bag, prefix='p_')", "bag_unpack() with the argument prefix='p_'"],
  ["Events | evaluate bag_unpack(Bag, 'p_', 'error', dynamic([]), 'x')", "bag_unpack() with the argument 'x'"],
  ["let f = () { Events | evaluate bag_unpack(Bag) }; f()", "bag_unpack() inside of a function or subquery"],
  ["let f = () { Events | evaluate pivot(Host) }; f()", "pivot() inside of a function or subquery"],
  ["Events | extend extract('(a)', 10, Host)", "extract() with a capture group above 9"],
  ["Events | extend extract('(a)', -1, Host)", "extract() with a capture group above 9"],
  [
    "Events | extend extract_all('(a)', dynamic([2, 10]), Host)",
    "extract_all() with groups that do not exist or are above 9",
  ],
  ["Events | extend indexof_regex(Host, 'a', 0, 5)", "indexof_regex() with a length or an occurrence"],
  ["Events | extend convert_length(Cost, 'Parsec', 'Meter')", "convert_length() with the unit Parsec"],
  ["Events | extend hash(Cost)", "hash() of a real"],
  ["Events | extend hash_many(Host, Cost)", "hash_many() is not supported: its hash is not documented"],
  ["Events | extend repeat(Bag, 2)", "repeat() of a dynamic value"],
  ["Events | extend max_of(Cost, 1.0, real(nan))", "max_of() of NaN and a number: Kusto does not say which it is"],
  [
    "Events | summarize count() by Host | extend ingestion_time()",
    "ingestion_time() where the rows are no longer those of one table",
  ],
  ["Events | summarize make_list(Host, 0)", "make_list() with a size that is not a whole number above 0"],
  ["Events | summarize percentiles(Cost, 50, Cost)", "percentiles() with an argument 3 that is not a constant"],
  ["Events | extend decimal(1) % Cost", "Modulo of decimal and real"],
  ["print datetime(2026, 13, 2)", "the datetime literal datetime(2026, 13, 2)"],
  ["print datetime(soon)", "the datetime literal datetime(soon)"],
  ["print time(1.2.3.4.5)", "the timespan literal time(1.2.3.4.5)"],
  ["print guid(1234)", "the guid guid(1234)"],
  ["print long(9223372036854775808)", "the long literal long(9223372036854775808) beyond its range"],
  ["print int(2147483648)", "the int literal int(2147483648) beyond its range"],
  ["print real(many)", "the real literal real(many)"],
  ["print decimal(1e20)", "the literal decimal(1e20): a decimal number here has at most 20 digits before the point"],
  ["print 1; print 2", "several results in one query"],
  ["let a = 1;", "a query without a result"],
  ["union isfuzzy=true NoSuch, NoSuchEither", "a union of which no table exists"],
])("%s", (text, construct) => {
  const refused = (): unknown => compile(analyzer.analyze(text));
  expect(refused).toThrow(KqlUnsupportedError);
  expect(refused).toThrow(expect.objectContaining({ construct }));
});
