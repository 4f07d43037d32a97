import type { RowCase } from "../harness";

const parsed = (how: string, text: string, pattern: string, names: string): string =>
  `print s = ${text} | parse ${how} s with ${pattern} | project ${names}`;

/** Texts taken apart: by patterns, by keys, and as addresses, paths, lines and XML. */
export const takenApart: readonly RowCase[] = [
  [
    "parse takes the least, the last column the rest",
    parsed("", "'a-b-c-d'", "x '-' y '-' z", "x, y, z"),
    [["a", "b", "c-d"]],
  ],
  [
    "parse with stars, and into types",
    parsed(
      "",
      "'id=7 took 1.5e1 s at 2026-01-05T10:00:00Z ok=true'",
      "* 'id=' id:int ' took ' t:real ' s at ' at:datetime ' ok=' ok:bool",
      "id, t, at, ok",
    ),
    [[7, 15, "2026-01-05T10:00:00.0000000Z", true]],
  ],
  [
    "parse of what does not fit a type leaves all columns empty",
    parsed("", "'a=x b=2'", "'a=' a:long ' b=' b:long", "a, b"),
    [[null, null]],
  ],
  [
    "parse has to match from the beginning, and in its case",
    `${parsed("", "'xa=1'", "'a=' a:long", "a")} | union (${parsed("", "'A=1'", "'a=' a:long", "a")}), (${parsed("", "'xa=1'", "* 'a=' a:long", "a")})`,
    [[null], [null], [1]],
  ],
  [
    "signs in a pattern mean themselves",
    parsed("", "'1+1=2 (ok)'", "a '+' b '=' c ' (' d ')'", "a, b, c, d"),
    [["1", "1", "2", "ok"]],
  ],
  [
    "parse by expressions, with flags",
    parsed("kind=regex flags=Ui", "'Name: Bob; AGE: 7; x'", "'name: ' name ';' * 'age: ' age:long ';' *", "name, age"),
    [["Bob", 7]],
  ],
  [
    "parse relaxed: each column by itself, texts as they are",
    parsed("kind=relaxed", "'n=x t=abc r=2.5'", "'n=' n:long ' t=' t ' r=' r:real", "n, t, r"),
    [[null, "abc", 2.5]],
  ],
  [
    "parse-where leaves out what does not match, also by type",
    "datatable(s:string)['a=1', 'a=x', 'b=1'] | parse-where s with 'a=' a:long | project a",
    [[1]],
  ],
  [
    "parse-kv: delimiters, quotes, escapes, what is missing and what comes twice",
    `print s = @'a: 1| b: "x| \\"y" |a: 2|c:' | parse-kv s as (a:long, b:string, c:string, d:long) with (pair_delimiter='|', kv_delimiter=':', quote='"', escape='\\\\') | project a, b, c, d`,
    [[1, 'x| "y', "", null]],
  ],
  [
    "parse-kv without delimiters of pairs",
    "print s = 'ThreadId:458745723, Machine:Node001, Text: Started' | parse-kv s as (Text:string, ThreadId:long, Machine:string) with (pair_delimiter=',', kv_delimiter=':') | project ThreadId, Machine, Text",
    [[458745723, "Node001", "Started"]],
  ],
  [
    "parse-kv, greedy",
    "print s = 'name=John Doe phone=555 5753 city=New York' | parse-kv s as (name:string, phone:string, city:string) with (pair_delimiter=' ', kv_delimiter='=', greedy=true) | project name, phone, city",
    [["John Doe", "555 5753", "New York"]],
  ],
  [
    "parse-kv, quotes that open and close",
    "print s = 'k1=[v 1];k2=(v)' | parse-kv s as (k1:string, k2:string) with (pair_delimiter=';', kv_delimiter='=', quote='[]') | project k1, k2",
    [["v 1", "(v)"]],
  ],
  [
    "parts of an address of the web",
    "print u = parse_url('scheme://user:pw@host.example:1234/this/is/a/path?k1=v%201&k2&k3=a=b#frag'), v = parse_url('no url'), w = parse_url('http://[::1]:80/') | project u.Scheme, u.Username, u.Password, u.Host, u.Port, u.Path, u['Query Parameters'], u.Fragment, v.Host, w.Host, w.Port",
    [
      [
        "scheme",
        "user",
        "pw",
        "host.example",
        "1234",
        "/this/is/a/path",
        { k1: "v 1", k2: "", k3: "a=b" },
        "frag",
        "",
        "[::1]",
        "80",
      ],
    ],
  ],
  [
    "parts of a query",
    "print parse_urlquery('?k1=v1&k2=%zz&&k3=')",
    [[{ "Query Parameters": { k1: "v1", k2: "%zz", k3: "" } }]],
  ],
  [
    "parts of paths",
    "print parse_path(@'C:\\temp\\file.tar.gz:stream'), parse_path('/usr/lib/.bashrc'), parse_path('file'), isnull(parse_path('')), parse_path('file://host/a/b.txt').Scheme",
    [
      [
        {
          Scheme: "",
          RootPath: "C:",
          DirectoryPath: "C:\\temp",
          DirectoryName: "temp",
          Filename: "file.tar.gz",
          Extension: "gz",
          AlternateDataStreamName: "stream",
        },
        {
          Scheme: "",
          RootPath: "",
          DirectoryPath: "/usr/lib",
          DirectoryName: "lib",
          Filename: ".bashrc",
          Extension: "",
          AlternateDataStreamName: "",
        },
        {
          Scheme: "",
          RootPath: "",
          DirectoryPath: "",
          DirectoryName: "",
          Filename: "file",
          Extension: "",
          AlternateDataStreamName: "",
        },
        true,
        "file",
      ],
    ],
  ],
  [
    "fields of a line",
    `print parse_csv('aa,"b,""x""",,c d'), parse_csv(''), parse_csv('a,b\\nc,d'), parse_csv('"a\\nb",c'), parse_csv('a"b,c')`,
    [[["aa", 'b,"x"', "", "c d"], [""], ["a", "b"], ["a\nb", "c"], ['a"b', "c"]]],
  ],
  [
    "arguments of a command line",
    String.raw`print parse_command_line(@'echo  "hello world!" a\b "c:\dir\\" \"q\" ""', 'windows'), isnull(parse_command_line('a', 'bash')), parse_command_line('', 'windows')`,
    [[["echo", "hello world!", String.raw`a\b`, "c:\\dir\\", '"q"', ""], true, []]],
  ],
  [
    "elements, attributes and texts of XML",
    `print x = parse_xml('<a k="v">t<b>1</b><c/><b><d e="f"/></b></a>') | project x`,
    [[{ a: { "@k": "v", b: ["1", { d: { "@e": "f" } }], c: null, "#text": "t" } }]],
  ],
];
