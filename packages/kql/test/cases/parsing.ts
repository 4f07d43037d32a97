import type { RowCase } from "../harness";

/** Texts taken apart: URLs, paths, XML, key-value pairs, addresses. */
export const parsing: readonly RowCase[] = [
  [
    "parse_url",
    "print u = parse_url('https://u:p@example.org:8443/a/b?x=1&y=z#f') | project tostring(u.Scheme), tostring(u.Host), tostring(u.Port), tostring(u.Path), tostring(u['Query Parameters'].y), tostring(u.Fragment)",
    [["https", "example.org", "8443", "/a/b", "z", "f"]],
  ],
  ["parse_urlquery", "print parse_urlquery('a=1&b=2')", [[{ "Query Parameters": { a: "1", b: "2" } }]]],
  [
    "parse_path",
    "print p = parse_path(@'C:\\\\temp\\\\file.txt') | project tostring(p.Filename), tostring(p.Extension)",
    [["file.txt", "txt"]],
  ],
  ["parse_csv", "print parse_csv('a,\"b,c\",d')", [[["a", "b,c", "d"]]]],
  ["parse_command_line", "print parse_command_line('cmd.exe \"a b\" c', 'windows')", [[["cmd.exe", "a b", "c"]]]],
  [
    "parse_xml",
    "print x = parse_xml('<a k=\"v\"><b>1</b><b>2</b></a>') | project x.a['@k'], x.a.b",
    [["v", ["1", "2"]]],
  ],
  ["parse_xml of something else", "print isnull(parse_xml('no xml'))", [[true]]],
  [
    "parse_xml of characters that are none, beside a row that is XML",
    "datatable(t: string) ['<a>&#x110000;</a>', '<a>&#xD800;</a>', '<a>&#0;</a>', '<a>&constructor;</a>', '<a>&#65;</a>'] | project x = tostring(parse_xml(t).a)",
    [[""], [""], [""], [""], ["A"]],
  ],
  [
    "parse_xml of elements within elements without end",
    "print isnull(parse_xml(strcat(strrep('<a>', 60000), strrep('</a>', 60000))))",
    [[true]],
  ],
  [
    "parse_xml of names that objects have of themselves",
    "print tostring(parse_xml('<r><__proto__>1</__proto__><toString>2</toString></r>'))",
    [['{"r":{"__proto__":"1","toString":"2"}}']],
  ],
  [
    "make_string of codes that are no characters, beside a row whose are",
    "datatable(c: long) [1114112, -1, 55296, 65] | project x = make_string(c)",
    [[""], [""], [""], ["A"]],
  ],
  [
    "parse-kv",
    "print s = 'a=1;b=\"x y\"' | parse-kv s as (a:long, b:string) with (pair_delimiter=';', kv_delimiter='=', quote='\"') | project a, b",
    [[1, "x y"]],
  ],
  [
    "parse-kv by regular expression",
    "print s = 'a is 1, b is 2' | parse-kv s as (a:long, b:long) with (regex=@'(\\w+) is (\\d+)') | project a, b",
    [[1, 2]],
  ],
  [
    "parse kind=regex is greedy",
    "print s = 'abc123def' | parse kind=regex s with a @'\\d+' b | project a, b",
    [["abc12", "def"]],
  ],
  [
    "parse kind=relaxed keeps what matches",
    "print s = 'n=x m=2' | parse kind=relaxed s with 'n=' n:long ' m=' m:long | project n, m",
    [[null, 2]],
  ],
  [
    "parse takes more than nine columns",
    "print s = '1-2-3-4-5-6-7-8-9-10-11' | parse s with a '-' b '-' c '-' d '-' e '-' f '-' g '-' h '-' i '-' j '-' k | project a, j, k",
    [["1", "10", "11"]],
  ],
  [
    "private addresses",
    "print ipv4_is_private('10.1.2.3'), ipv4_is_private('172.32.0.1'), ipv4_is_private('no address')",
    [[true, false, null]],
  ],
  [
    "ranges of addresses",
    "print ipv4_is_in_range('10.1.2.3', '10.0.0.0/8'), ipv4_is_in_any_range('10.1.2.3', '192.168.0.0/16', '10.1.0.0/16'), ipv4_is_match('10.1.2.3', '10.1.2.9', 24)",
    [[true, true, true]],
  ],
  [
    "addresses as numbers",
    "print parse_ipv4('0.0.1.2'), format_ipv4(258), format_ipv4_mask('10.1.2.3', 16)",
    [[258, "0.0.1.2", "10.1.0.0/16"]],
  ],
  [
    "IPv6",
    "print ipv6_is_match('fe80::1', 'fe80:0:0:0:0:0:0:1'), ipv6_is_in_range('fe80::1', 'fe80::/10'), parse_ipv6('::1')",
    [[true, true, "0000:0000:0000:0000:0000:0000:0000:0001"]],
  ],
  [
    "addresses in a text",
    "print has_ipv4('from 10.0.0.1 on', '10.0.0.1'), has_ipv4('from 10.0.0.11', '10.0.0.1'), has_any_ipv4_prefix('from 10.0.0.1', '10.0.', '192.')",
    [[true, false, true]],
  ],
  [
    "ipv4_lookup",
    "let nets = datatable(net:string, who:string)['10.0.0.0/8','us', '11.0.0.0/8','them']; datatable(ip:string)['10.1.1.1', '12.1.1.1'] | evaluate ipv4_lookup(nets, ip, net) | project ip, who",
    [["10.1.1.1", "us"]],
  ],
  [
    "sizes",
    "print format_bytes(1024), format_bytes(1536, 1), format_bytes(10485760, 0, 'MB')",
    [["1 KB", "1.5 KB", "10 MB"]],
  ],
  [
    "replacing several at once",
    "print replace_strings('This is', dynamic(['This','is']), dynamic(['That','was'])), translate('abc', 'xyz', 'aabbcc')",
    [["That was", "xxyyzz"]],
  ],
  ["extract into a type", "print extract('n=(\\\\d+)', 1, 'n=12', typeof(long)) + 1", [[13]]],
  ["extractjson", "print extractjson('$.a[1]', '{\"a\":[1,2]}'), extractjson('$.b', '{}')", [["2", ""]]],
];
