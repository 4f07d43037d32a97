import type { RowCase } from "../harness";

/** Scalar functions, each by what its page promises: conversions, mathematics, texts and encodings. */
export const scalars: readonly RowCase[] = [
  [
    "conversions by their other names",
    "print toreal('1.5'), toboolean('false'), totime('1.02:00:00'), toguid('74be27de-1e4e-49d9-b579-fe0b331d3642'), todecimal('1.25') == decimal(1.25), notnull(long(null)), notnull(1), notempty(''), notempty('x'), isnotnull(datetime(null)), isnotnull(dynamic(null)), isnotnull('')",
    [
      [
        1.5,
        false,
        "1.02:00:00",
        "74be27de-1e4e-49d9-b579-fe0b331d3642",
        true,
        false,
        true,
        false,
        true,
        false,
        false,
        true,
      ],
    ],
  ],
  [
    "what a conversion cannot read is null",
    "print toguid('no guid'), totimespan('abc'), todatetime('2026-13-01'), tobool(''), todecimal('x'), tolong('9223372036854775808'), toint('2147483648'), toint('-2147483648')",
    [[null, null, null, null, null, null, null, -2147483648]],
  ],
  [
    "conversions between types",
    "print tolong(datetime(0001-01-01 00:00:00.0000002)), tolong(1s), totimespan(36000000000), todatetime('2026-01-05 10:00:00.1234567'), todouble(3), toint(true), tobool(2), tobool(0), tostring(guid(74be27de-1e4e-49d9-b579-fe0b331d3642))",
    [
      [
        2,
        10000000,
        "01:00:00",
        "2026-01-05T10:00:00.1234567Z",
        3,
        1,
        true,
        false,
        "74be27de-1e4e-49d9-b579-fe0b331d3642",
      ],
    ],
  ],
  [
    "bins from a point",
    "print bin_at(6.5, 2.5, 7), bin_at(1h, 1d, 12h), bin_at(datetime(2017-05-15 10:20:00), 1d, datetime(1970-01-01 12:00:00)), bin_at(datetime(2017-05-17 10:20:00), 7d, datetime(2017-06-04)), bin_at(7, 5, 1), bin_at(0, 5, 1), bin_at(6, 5, 1)",
    [[4.5, "-12:00:00", "2017-05-14T12:00:00.0000000Z", "2017-05-14T00:00:00.0000000Z", 6, -4, 6]],
  ],
  [
    "bins of what is on a border, beside one, and without size",
    "print bin(10, 5), bin(9, 5), bin(-5, 5), bin(-1, 5), bin(4.99, 2.5), bin(7, 0), bin(1.5, 0), bin(1.5, -1.0), floor(7.9, 1), bin(toint(7), 2), bin(time(16d), 7d), bin(datetime(2026-01-15 23:59:59.9999999), 1d)",
    [[10, 5, -5, -5, 2.5, null, null, null, 7, 6, "14.00:00:00", "2026-01-15T00:00:00.0000000Z"]],
  ],
  [
    "rounding, up, down and to digits",
    "print ceiling(-1.1), ceiling(0), ceiling(0.9), round(2.675, 1), round(1234.5, -2), round(-2.5), round(7), abs(-1.5), abs(-2h), abs(toint(-3)), sign(-0.1), sign(0), sign(9)",
    [[-1, 0, 1, 2.7, 1200, -3, 7, 1.5, "02:00:00", 3, -1, 0, 1]],
  ],
  [
    "powers and logarithms",
    "print exp2(3), exp10(2), log2(8), log10(1000), log2(0), isnull(log10(-1)), pow(2, -1), round(exp(2), 4), round(log(20), 4), sqrt(16)",
    [[8, 100, 3, 3, "-Infinity", true, 0.5, 7.3891, 2.9957, 4]],
  ],
  [
    "angles",
    "print round(sin(pi() / 2), 9), round(cos(pi()), 9), round(tan(pi() / 4), 9), round(cot(pi() / 4), 9), round(asin(1), 6), round(acos(0), 6), round(atan(1), 6), round(atan2(1, 1), 6), round(atan2(0, -1), 2), round(atan2(1, 0), 6), round(degrees(pi() / 4), 6), round(radians(90), 6)",
    [[1, -1, 1, 1, 1.570796, 1.570796, 0.785398, 0.785398, 3.14, 1.570796, 45, 1.570796]],
  ],
  [
    "bits",
    "print binary_not(100), bitset_count_ones(42), bitset_count_ones(-1), binary_shift_left(1, 63), binary_shift_left(1, 65), binary_shift_right(-8, 1), binary_shift_left(1, -1), binary_shift_right(1, -1), tohex(256, 6), tohex(toint(-1)), tohex(-1, 2)",
    [[-101, 3, 64, -9223372036854775808n, 2, -4, null, null, "000100", "ffffffff", "ffffffffffffffff"]],
  ],
  ["gamma", "print gamma(5), gamma(0.5) > 1.7724, round(loggamma(5), 6)", [[24, true, 3.178054]]],
  [
    "lengths in other units",
    "print round(convert_length(1.2, 'Foot', 'Inch'), 9), round(convert_length(1, 'Mile', 'Kilometer'), 9), round(convert_length(1, 'NauticalMile', 'Meter'), 9), round(convert_length(1, 'Yard', 'Centimeter'), 9), round(convert_length(3, 'Decimeter', 'Millimeter'), 9), round(convert_length(1, 'Micrometer', 'Nanometer'), 9)",
    [[14.4, 1.609344, 1852, 91.44, 300, 1000]],
  ],
  [
    "sizes, in the unit that fits and in the one that is asked for",
    "print format_bytes(564), format_bytes(10332, 1), format_bytes(20010332), format_bytes(20010332, 2), format_bytes(20010332, 0, 'KB'), format_bytes(1023), format_bytes(-2048), format_bytes(1125899906842624), format_bytes(1, 0, 'nothing')",
    [["564 Bytes", "10.1 KB", "19 MB", "19.08 MB", "19541 KB", "1023 Bytes", "-2 KB", "1 PB", ""]],
  ],
  [
    "lengths in characters and in bytes",
    "print strlen('⒦⒰⒮⒯⒪'), string_size('⒦⒰⒮⒯⒪'), isascii('abc'), isascii('é'), isutf8('é'), strcmp('ABC', 'ABC'), strcmp('abc', 'ABC'), strcmp('ABC', 'abc'), strcmp('abcde', 'abc')",
    [[5, 15, true, false, true, 0, 1, -1, 1]],
  ],
  [
    "characters as numbers, and back",
    "print to_utf8('⒦⒰'), unicode_codepoints_from_string('a😀'), to_utf8(''), unicode_codepoints_to_string(75, dynamic([117, 115]), 116, 111), make_string(128512)",
    [[[9382, 9392], [97, 128512], [], "Kusto", "😀"]],
  ],
  [
    "texts repeated, turned round and joined",
    "print strrep('abc', 2, ' .. '), strrep(7, 3), strrep('a', 0), strrep('a', 1, '-'), reverse('a😀b'), strcat_delim(', ', 'a', '', long(null), true), strcat('a'), tolower('ÄÖ'), toupper('éa')",
    [["abc .. abc", "777", "", "a", "b😀a", "a, , , True", "a", "äö", "ÉA"]],
  ],
  [
    "parts of a text",
    "print substring('123456', -3), substring('123456', -9), substring('abc', 0, 0), substring('abc', 3), substring('abc', 2, 9), split('a_b_c', '_', 2), split('a_b', '_', 9), split('abc', 'x'), split('a__b', '_')",
    [["456", "", "", "", "c", ["c"], null, ["abc"], ["a", "", "b"]]],
  ],
  [
    "where in a text: from a start, within a length, the n-th, from the end",
    "print indexof('abcdefg', 'cde', 1, 4), indexof('abcdefg', 'cde', 1, 5), indexof('abcdefg', 'cde', -5), indexof('abcabcabc', 'c', 0, -1, 2), indexof('abc', 'c', 3), indexof(1234567, 5, 1, 4), indexof('aaa', 'a', 1), indexof('abc', 'A'), indexof_regex('abcabc', 'c.', 0), indexof_regex('abcabc', 'a', 1), indexof_regex('abc', 'z')",
    [[2, 2, 2, 5, -1, 4, 1, -1, 2, 3, -1]],
  ],
  [
    "counting what overlaps, and what expressions match",
    "print countof('ababa', 'aba'), countof('abc', ''), countof('abc', 'B'), countof('abcabc', 'a.c', 'regex'), countof('a+a', '+', 'normal')",
    [[2, 0, 0, 2, 1]],
  ],
  [
    "trimming both ends, one end, only once",
    "print trim(@'[^\\w]+', '--- Te st1 // '), trim_start('https://', 'https://bing.com'), trim_end('.com', 'bing.com.com'), trim_start(@'\\s+', '  a '), trim_end(@'\\s+', ' a  '), trim('a', 'bab'), trim('ab|c', 'abxc')",
    [["Te st1", "bing.com", "bing.com", "a ", " a", "bab", "x"]],
  ],
  [
    "what expressions find",
    "print extract('x=([0-9.]+)', 1, 'hello x=45.6|wo'), extract('x=([0-9.]+)', 0, 'hello x=45.6|wo'), extract('x=([0-9.]+)', 1, 'hello x=45.6|wo', typeof(real)), extract('(a)|(b)', 1, 'b'), extract_all(@'([a-z])([a-z]*)', dynamic([2]), 'ab cd'), extract_all(@'(?P<f>[a-z])([0-9])', dynamic(['f', 2]), 'a1 b2'), extractall(@'(\\d+)', 'a1b22')",
    [
      [
        "45.6",
        "x=45.6",
        45.6,
        "",
        ["b", "d"],
        [
          ["a", "1"],
          ["b", "2"],
        ],
        ["1", "22"],
      ],
    ],
  ],
  [
    "what is replaced",
    "print replace_regex('Number is 1', @'is (\\d+)', @'was: \\1'), replace_regex('a.b', @'\\.', ''), replace_string('aaa', 'aa', 'b'), replace_string('abc', '', 'x'), replace_string('a', 'A', 'b'), replace('b', 'x', 'abc'), translate('krasp', 'otsku', 'spark'), translate('abc', '', 'ab'), translate('abc', 'x', 'ab'), replace_strings('A magic trick can make a cat disappear', dynamic(['cat', 'magic']), dynamic(['dog', 'great']))",
    [["Number was: 1", "ab", "ba", "abc", "a", "axc", "kusto", "", "xx", "A great trick can make a dog disappear"]],
  ],
  [
    "hashes in hexadecimal",
    "print hash_sha1('World'), hash_md5(''), hash_sha256('')",
    [
      [
        "70c07ec18ef89c5309bbb0937f3a6342411e1fdd",
        "d41d8cd98f00b204e9800998ecf8427e",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      ],
    ],
  ],
  [
    "base64 of texts and of bytes",
    "print base64_encodestring('Kusto'), base64_decodestring('S3VzdG8='), base64_decode_toarray('S3VzdG8='), base64_encode_fromarray(dynamic([75,117,115,116,111])), base64_decode_tostring('U3RyaW5n_0Kusto'), base64_decode_tostring('_w=='), base64_decode_tostring('/w=='), base64_decode_tostring('w6Q='), base64_encode_tostring('ä')",
    [["S3VzdG8=", "Kusto", [75, 117, 115, 116, 111], "S3VzdG8=", "", "", "", "ä", "w6Q="]],
  ],
  [
    "addresses of the web, escaped and read again",
    "print url_encode('https://www.bing.com/hello world'), url_encode_component('https://www.bing.com/hello world!'), url_decode('https%3a%2f%2fwww.bing.com%2f'), url_decode('a+b%20c%zz'), url_encode('ä*')",
    [
      [
        "https%3a%2f%2fwww.bing.com%2fhello+world",
        "https%3a%2f%2fwww.bing.com%2fhello%20world%21",
        "https://www.bing.com/",
        "a b c%zz",
        "%c3%a4%2a",
      ],
    ],
  ],
  [
    "a new guid is one, and another each time",
    "print a = new_guid(), b = new_guid() | project gettype(a), strlen(tostring(a)), a == b",
    [["guid", 36, false]],
  ],
  [
    "types by name",
    "print gettype(1), gettype(toint(1)), gettype('a'), gettype(true), gettype(now()), gettype(1d), gettype(decimal(1)), gettype(new_guid()), gettype(dynamic(true)), gettype(dynamic(null)), gettype(parse_json('[1]'))",
    [["long", "int", "string", "bool", "datetime", "timespan", "decimal", "guid", "bool", "null", "array"]],
  ],
  [
    "branches in order, the last without a test",
    "range x from 1 to 4 step 1 | project case(x < 2, 'a', x < 4, 'b', 'c'), iff(x > 2, x, 0), iif(x == 1, 1.5, 2.5)",
    [
      ["a", 0, 1.5],
      ["b", 0, 2.5],
      ["b", 3, 2.5],
      ["c", 4, 2.5],
    ],
  ],
  [
    "the first that has a value, the largest and the smallest",
    "print coalesce('', '', 'x'), coalesce(datetime(null), datetime(2026-01-01)), coalesce(dynamic(null), dynamic([1])), coalesce(tolong('no'), tolong('42'), 33), max_of(10, 1, 17), min_of(10, 1, 17), max_of('a', 'b'), min_of(1h, 2m), max_of(datetime(2026-01-01), datetime(2025-01-01))",
    [["x", "2026-01-01T00:00:00.0000000Z", [1], 42, 17, 1, "b", "00:02:00", "2026-01-01T00:00:00.0000000Z"]],
  ],
  [
    "text that is JSON only to some is text",
    `print parse_json('[1,]'), parse_json('NaN'), parse_json('{"a":NaN}'), parse_json('"NaN"'), parse_json('["x,]"]'), parse_json('12'), parse_json(' {"a":1} ').a, dynamic_to_json(dynamic({'b':1,'a':[{'d':1,'c':2}]}))`,
    [["[1,]", "NaN", '{"a":NaN}', "NaN", ["x,]"], 12, 1, '{"a":[{"c":2,"d":1}],"b":1}']],
  ],
];
