import type { RowCase } from "../harness";

const people =
  "datatable(name:string, role:string, age:long)['Ann Lee','admin',41, 'bob-lee','user',17, 'Ännchen','admin user',5]";

/** String operators, searches, and texts taken apart by row. */
export const searching: readonly RowCase[] = [
  [
    "contains, startswith and endswith, with and without case, and their negations",
    "print s = 'Hello World' | project s contains 'LO W', s contains_cs 'LO', s !contains 'xyz', s !contains_cs 'hello', s startswith 'HELLO', s startswith_cs 'hello', s !startswith 'World', s !startswith_cs 'hello', s endswith 'WORLD', s endswith_cs 'world', s !endswith 'Hello', s !endswith_cs 'world'",
    [[true, false, true, true, true, false, true, true, true, false, true, true]],
  ],
  [
    "has and its kin negated, and with case",
    "print s = 'North-America x_1' | project s !has 'america', s !has 'amer', s !has_cs 'america', s has_cs 'America', s hasprefix_cs 'amer', s hasprefix_cs 'Amer', s !hasprefix 'merica', s hassuffix_cs 'RICA', s !hassuffix 'rica', s !hassuffix_cs 'RICA', s has 'x_1', s has '1', s has 'x'",
    [[false, true, true, true, false, true, true, false, false, true, true, true, true]],
  ],
  [
    "an empty needle is found everywhere",
    "print s = 'abc' | project s has '', s contains '', s startswith '', s endswith '', s has_any (''), s has_all (''), '' has 'a', '' contains ''",
    [[true, true, true, true, true, true, false, true]],
  ],
  [
    "needles of each row, without case",
    "datatable(s:string, n:string)['Alpha','LPH', 'Beta','bet', 'Beta','TA', 'x','y'] | project s contains n, s startswith n, s endswith n, s contains_cs n, s =~ n",
    [
      [true, false, false, false, false],
      [true, true, false, false, false],
      [true, false, true, false, false],
      [false, false, false, false, false],
    ],
  ],
  [
    "terms end where letters and digits do, and lines do not matter",
    "print s = 'a.b\\nc:d_e f' | project s has 'a', s has 'c', s has 'd_e', s has 'e', s has 'b c', s has 'b\\nc', s has 'a.b', s has '.b'",
    [[true, true, true, true, false, true, true, true]],
  ],
  [
    "has_any and has_all of many, of lists, of signs, without case",
    "print s = 'The Quick-brown fox' | project s has_any ('QUICK', 'zzz'), s has_any ('qui', 'bro'), s has_all ('the', 'FOX'), s has_all ('the', 'fo'), s has_any (dynamic(['fox', 1])), s has_all (dynamic(['fox', 'quick'])), s has_any ('-brown'), s has_any ('wn fox', 'q'), s has_any (dynamic([])), s has_all (dynamic([]))",
    [[true, false, true, false, true, true, true, false, false, true]],
  ],
  [
    "has_any and has_all of what rows hold",
    "let w = datatable(x:string)['fox', '', 'Quick']; print s = 'The Quick fox' | project s has_any (w), s has_all (w), s has_any ((datatable(x:string)['q'])), s has_all ((datatable(x:string)['fox', 'q'])), s has_any (strcat('F', 'OX'), 'y'), s has_any ((datatable(n:long)[7])), '7 up' has_any ((datatable(n:long)[7]))",
    [[true, true, false, false, true, false, true]],
  ],
  [
    "regular expressions, of the query and of each row",
    "datatable(s:string, p:string)['abc','^a', 'xbc','^a'] | project s matches regex 'B', s matches regex '(?i)B', s matches regex p, s matches regex @'^[a-z]{3}$'",
    [
      [false, true, true, true],
      [false, true, false, true],
    ],
  ],
  [
    "equality without case, negated, and of what is null",
    "print 'A' !~ 'a', 'A' !~ 'b', 'Straße' =~ 'STRASSE', tostring(long(null)) =~ '', dynamic({'a':'X'}).a =~ 'x'",
    [[false, true, false, true, true]],
  ],
  [
    "comparisons of a member with every type",
    "print d = dynamic({'n':5,'s':'x','b':true,'t':'2026-01-02','r':1.5}) | project d.n == 5, d.n != 6, d.s == 'x', d.b == true, d.t == datetime(2026-01-02), d.r < 2, d.n >= 5.0, d.none == 5, d.none != 5, d.s == d.s, d.n <= 4",
    [[true, true, true, true, true, true, true, false, true, true, false]],
  ],
  [
    "comparisons of one type with another: both as the type that is no text, truth as a number",
    "print true == 1, 0 == false, 2 == true, '1' == 1, 1 == '01', 'x' == 1, 1 != 'x', datetime(2026-01-01) == '2026-01-01', '1.00:00:00' == 1d, 'true' == true, guid(74be27de-1e4e-49d9-b579-fe0b331d3642) == '74BE27DE-1e4e-49d9-b579-fe0b331d3642', 1 < true, false < 1",
    [[true, true, false, true, true, false, true, true, true, true, true, false, true]],
  ],
  [
    "members compared with texts and with small numbers are what they are",
    "print d = dynamic({'n':5000000000,'e':''}) | project d.n > toint(5), d.n == toint(5), toint(5) < d.n, d.none == '', d.none != '', d.e == '', '' == d.e, 5000000000 == d.n",
    [[true, false, true, false, true, true, true, true]],
  ],
  [
    "members compared with members are so by their text",
    "print d = dynamic({'n':5,'m':5,'s':'5','a':[1],'b':[1],'r':1.5}) | project d.n == d.m, d.n == d.s, d.n == d.r, d.n != d.r, d.n != d.m, d.a == d.b, d.x == d.y, d.x == d.n, d.x != d.n",
    [[true, true, false, true, false, true, true, false, true]],
  ],
  [
    "comparisons of numbers, times and spans, at the border, too",
    "print 1 < 1, 1 <= 1, 1 > 1, 1 >= 1, datetime(2026-01-01) < datetime(2026-01-01), datetime(2026-01-01) <= datetime(2026-01-01), 1h < 61m, 2 == 2.0, 3 > 2.5, bool(true) == true",
    [[false, true, false, true, false, true, true, true, true, true]],
  ],
  [
    "both sides null, one side null",
    "print a = long(null), b = 1 | project a == a, a != a, a == b, a != b, b == a, a < b, a > b, real(null) == 1.0, real(null) != 1.0, isnull(datetime(null) == datetime(null))",
    [[null, null, false, true, false, null, null, false, true, true]],
  ],
  [
    "three-valued and, or, not",
    "print n = bool(null) | project n and false, n and true, n or true, n or false, not(n), not(1 > 2), iff(n, 1, 2)",
    [[false, null, true, null, null, true, 2]],
  ],
  [
    "any column has, contains, is not",
    `${people} | summarize countif(* has 'lee'), countif(* contains 'nn'), countif(* !has 'lee'), countif(* startswith 'a'), countif(* has_cs 'Lee')`,
    [[2, 2, 1, 2, 1]],
  ],
  [
    "search for terms, all or any, in columns and by number",
    `let p = ${people}; union (p | search 'lee' and 'user' | project t = 1, name), (p | search name:'ann' | project t = 2, name), (p | search 'user' or 'Lee' | project t = 3, name), (p | search age == 5 | project t = 4, name), (p | search role == 'admin' | project t = 5, name), (p | search not('admin') | project t = 6, name) | summarize names = make_set(name) by t | sort by t asc`,
    [
      [1, ["bob-lee"]],
      [2, ["Ann Lee"]],
      [3, ["Ann Lee", "bob-lee", "Ännchen"]],
      [4, ["Ännchen"]],
      [5, ["Ann Lee"]],
      [6, ["bob-lee"]],
    ],
  ],
  [
    "search with wildcards, and with case",
    `let p = ${people}; union (p | search 'adm*' | project t = 1, name), (p | search '*ser' | project t = 2, name), (p | search kind=case_sensitive 'LEE' | project t = 3, name), (p | search kind=case_sensitive 'Lee' | project t = 4, name), (p | search 'a*n' | project t = 5, name), (p | search '*b-l*' | project t = 6, name), (p | search kind=case_sensitive 'ad*M*' | project t = 7, name), (p | search 'ob*e' | project t = 8, name), (p | search '*ob*e*' | project t = 9, name) | summarize names = make_set(name) by t | sort by t asc`,
    [
      [1, ["Ann Lee", "Ännchen"]],
      [2, ["bob-lee", "Ännchen"]],
      [4, ["Ann Lee"]],
      [5, ["Ann Lee", "Ännchen"]],
      [6, ["bob-lee"]],
      [9, ["bob-lee"]],
    ],
  ],
];
