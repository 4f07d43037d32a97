import type { RowCase } from "../harness";

/** Strings: terms, case, positions, regular expressions. */
export const strings: readonly RowCase[] = [
  [
    "places and digits beyond all measure",
    "datatable(n:long)[9223372036854775807] | project indexof_regex('abc', 'b', n), format_bytes(1500, 400), substring('abc', 1, n), substring('abc', n), substring('abc', -2, n)",
    [[-1, "1.46484375 KB", "bc", "", "bc"]],
  ],
  [
    "has looks for whole terms",
    "print 'North America' has 'america', 'NorthAmerica' has 'america', 'a-b' has 'b', 'a_b' has 'b'",
    [[true, false, true, true]],
  ],
  ["has knows letters beyond ASCII", "print 'caféteria' has 'caf', 'x é y' has 'é'", [[false, true]]],
  ["has with edges that are no letters", "print 'run cmd.exe now' has 'cmd.exe', 'x[.]y' has '[.]'", [[true, true]]],
  [
    "has with a needle of each row, whose edges are terms, signs, or its own beginning",
    "datatable(s:string, n:string)['North America','AMERICA', 'NorthAmerica','america', 'run cmd.exe','cmd.exe', 'xa-a-a','a-a', 'ba-a-ab','a-a', '[1,2]','2', 'caféteria','caf', 'a','', '','a'] | project s has n, s hasprefix n, s hassuffix n",
    [
      [true, true, true],
      [false, false, true],
      [true, true, true],
      [true, true, true],
      [false, true, true],
      [true, true, true],
      [false, true, false],
      [true, true, true],
      [false, false, false],
    ],
  ],
  [
    "has with a needle that a query finds",
    "let needle = toscalar(datatable(x:string)['b-c'] | project x); datatable(s:string)['a b-c', 'b-cd', 'B-C'] | project s has needle, s has_cs needle",
    [
      [true, true],
      [false, false],
      [true, false],
    ],
  ],
  ["has_cs minds the case", "print 'North' has_cs 'north', 'North' has_cs 'North'", [[false, true]]],
  [
    "hasprefix and hassuffix",
    "print 'North America' hasprefix 'ame', 'North America' hassuffix 'ica', 'North' hasprefix 'orth'",
    [[true, true, false]],
  ],
  [
    "has_any and has_all",
    "print 'a b c' has_any ('x', 'b'), 'a b c' has_all ('a', 'c'), 'a b c' has_all ('a', 'z'), 'abc' has_any ('a')",
    [[true, true, false, false]],
  ],
  [
    "contains and its kin ignore case",
    "print 'ABC' contains 'b', 'ABC' contains_cs 'b', 'ABC' startswith 'ab', 'ABC' !endswith 'bc'",
    [[true, false, true, false]],
  ],
  [
    "equality ignoring case",
    "print 'ABC' =~ 'abc', 'ABC' == 'abc', 'a' in~ ('A'), 'a' in ('A'), 'ä' =~ 'Ä'",
    [[true, false, true, false, true]],
  ],
  [
    "regular expressions",
    "print 'abc' matches regex '^a.c$', extract('(\\\\d+)-(\\\\d+)', 2, 'x 12-34'), extract('z', 0, 'abc')",
    [[true, "34", ""]],
  ],
  [
    "extract_all",
    "print extract_all('(\\\\d)', 'a1b2'), extract_all('([a-z])(\\\\d)', 'a1b2'), isnull(extract_all('(z)', 'a'))",
    [
      [
        ["1", "2"],
        [
          ["a", "1"],
          ["b", "2"],
        ],
        true,
      ],
    ],
  ],
  [
    "substring, also from the end",
    "print substring('abcdef', 2), substring('abcdef', 1, 2), substring('abc', -2, 2), substring('abc', 9)",
    [["cdef", "bc", "bc", ""]],
  ],
  ["split", "print split('a,b,,c', ','), split('a,b', ',', 1), split('', ',')", [[["a", "b", "", "c"], ["b"], [""]]]],
  ["indexof", "print indexof('abcabc', 'c'), indexof('abcabc', 'c', 3), indexof('abc', 'z')", [[2, 5, -1]]],
  [
    "replacing",
    "print replace_string('a.b.c', '.', '-'), replace_regex('a1b22', '\\\\d+', '#'), replace('(a)', '<\\\\1>', 'aba')",
    [["a-b-c", "a#b#", "<a>b<a>"]],
  ],
  [
    "trimming takes one match per end",
    "print trim('-', '--a--'), trim_start('x+', 'xxa'), trim_end('x', 'axx')",
    [["-a-", "a", "ax"]],
  ],
  [
    "joining",
    "print strcat('a', 1, true), strcat_delim('-', 'a', 'b', 2), strcat_array(dynamic(['a', 1]), '|')",
    [["a1True", "a-b-2", "a|1"]],
  ],
  [
    "lengths and cases",
    "print strlen('abc'), toupper('aé'), tolower('ÀB'), reverse('abc'), strrep('ab', 2)",
    [[3, "AÉ", "àb", "cba", "abab"]],
  ],
  [
    "hashes of text and of instants",
    "print hash('World'), hash('Hello'), hash(datetime(2015-01-01)), hash_xxhash64('Nobody inspects the spammish repetition'), hash('World', 100), hash('Nobody inspects the spammish repetition', 10), hash('World', 0)",
    [[1846988464401551951n, 753694413698530628n, 1380966698541616202n, -302119147016844303n, 51, 7, null]],
  ],
  [
    "what is packed in base64",
    "print gzip_decompress_from_base64_string('H4sIAAAAAAAAA8vIBACsKpPYAgAAAA=='), zlib_decompress_from_base64_string('eJzLyAQAATsA0g=='), gzip_decompress_from_base64_string('x0x0'), zlib_decompress_from_base64_string(''), base64_decode_toguid('JpbpECu8dUy7Pv5gbeJXAA=='), base64_encode_fromguid(guid(ae3133f2-6e22-49ae-b06a-16e6a9b212eb)), base64_decode_toguid('aGk=')",
    [["hi", "hi", "", "", "10e99626-bc2b-4c75-bb3e-fe606de25700", "8jMxriJurkmwahbmqbIS6w==", null]],
  ],
  ["counting", "print countof('aaa', 'aa'), countof('a1b22', '\\\\d', 'regex')", [[2, 3]]],
  [
    "groups are named in both ways, and brackets hold what they like",
    String.raw`print extract(@'(?<x>\d)', 1, 'b7'), extract(@'(?P<x>\d)', 1, 'b8'), extract(@'[(?<\]]+', 0, 'a(?<]b'), extract(@'\x{0062}{1}', 0, 'ab'), extract(@'[[:alpha:]]+', 0, '1ab2')`,
    [["7", "8", "(?<]", "b", "ab"]],
  ],
  ["isempty", "print isempty(''), isnotempty('x'), isempty(dynamic(null))", [[true, true, true]]],
  [
    "encodings",
    "print base64_encode_tostring('Kusto'), base64_decode_tostring('S3VzdG8='), url_decode('a%20b')",
    [["S3VzdG8=", "Kusto", "a b"]],
  ],
  [
    "hashes",
    "print hash_sha256('World'), hash_md5('World')",
    [["78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524", "f5a7924e621e84c9280a9a27e1bcb7f6"]],
  ],
  [
    "a backslash that is escaped begins no back-reference",
    String.raw`print @'echo > \\127.0.0.1\ADMIN$' matches regex @'\\\\127\.0\.0\.1', extract(@'(\\1)', 1, @'a\1b')`,
    [[true, String.raw`\1`]],
  ],
  [
    "positions count characters, also those beyond 16 bits",
    'print indexof("😀,x", ","), indexof("😀,x", "x", -1), indexof("a😀b😀", "😀", 0, -1, 2), substring("😀,x", 1)',
    [[1, 2, 3, ",x"]],
  ],
  [
    "where in a text, at the borders of what is looked into",
    "print indexof('abcdefg', 'cde', 1, 2), indexof('abcdefg', 'cde', 1, 1), indexof('abcdefg', 'cde', -5, 4), indexof('abc', 'c', 2), indexof('abc', 'c', 4), indexof('abc', 'a', -4), indexof('abc', 'c', 0, -2), indexof('abc', 'c', 0, 0), indexof('abc', 'c', 0, -1, 0), indexof('abcabc', 'c', 0, 3, 2), indexof('abc', '', 3), indexof('', 'a')",
    [[2, -1, 2, 2, -1, -1, -1, -1, -1, -1, null, -1]],
  ],
  [
    "several replaced at once: in their order, what is none stays, nothing twice",
    "print replace_strings('abc', dynamic(['a',1,'']), dynamic(['x','y','z'])), replace_strings('aXb', dynamic(['a','b']), dynamic(['1',2])), replace_strings('ab', dynamic(['a','ab']), dynamic(['1','2'])), replace_strings('abab', dynamic(['ab']), dynamic([''])), replace_strings('ab', dynamic(['a','b']), dynamic(['b','c'])), replace_strings('a', parse_json('1'), dynamic(['b'])), translate('ab', 'x', 'abc')",
    [["xbc", "1Xb", "1b", "", "bc", "", "xxc"]],
  ],
  [
    "codes at the borders of what are characters",
    "print strlen(make_string(0)), make_string(1114111) == '', make_string(65, 1114112), make_string(55295) == '', make_string(55296), make_string(57343), make_string(57344) == '', make_string(65, -1), make_string(dynamic([66, [67]]))",
    [[1, false, "", false, "", "", false, "", "BC"]],
  ],
];
