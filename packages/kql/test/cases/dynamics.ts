import type { RowCase } from "../harness";

/** Dynamic values: paths, arrays, bags, text and comparisons. */
export const dynamics: readonly RowCase[] = [
  [
    "a list is joined by what a column holds",
    "datatable(d:dynamic, s:string)[dynamic(['a',null,1]),'-', dynamic([]),'-', dynamic({}),'-', dynamic(null),'-'] | project strcat_array(d, s)",
    [["a--1"], [""], [""], [""]],
  ],
  [
    "no list holds nothing",
    "print set_has_element(dynamic(null), 1), has_ipv4('1.2.3.4', dynamic(null)), array_index_of(dynamic(null), 1)",
    [[false, false, null]],
  ],
  [
    "paths and indexes",
    "print d = dynamic({'a':{'b c':[1,2,3]}}) | project d.a['b c'][0], d.a['b c'][-1], d.x.y",
    [[1, 3, null]],
  ],
  [
    "an index known only by row",
    "datatable(i:long)[0, 2] | extend d = dynamic(['a','b','c']) | project d[i]",
    [["a"], ["c"]],
  ],
  [
    "parse_json keeps what is no JSON as text",
    "print parse_json('{\"a\": [1, 2]}'), parse_json('not json'), isnull(parse_json(''))",
    [[{ a: [1, 2] }, "not json", true]],
  ],
  [
    "text of values",
    "print tostring(dynamic({'a':[1,'x']})), tostring(dynamic('x')), tostring(dynamic(1.5))",
    [['{"a":[1,"x"]}', "x", "1.5"]],
  ],
  [
    "comparing members",
    "print d = dynamic({'n':5,'s':'x'}) | project d.n > 3, d.s == 'x', d.n == 5, tostring(d.n) == '5'",
    [[true, true, true, true]],
  ],
  [
    "numbers and numeric texts inside",
    "print toint(dynamic('42')), toint(dynamic(1.9)), tolong(dynamic([1])), todouble(dynamic('1.5'))",
    [[42, 1, null, 1.5]],
  ],
  [
    "array_length",
    "print a = parse_json('[1,2]'), b = parse_json('{}'), c = parse_json('x') | project array_length(a), array_length(b), array_length(c)",
    [[2, null, null]],
  ],
  [
    "sets",
    "print set_union(dynamic([1,2]), dynamic([2,3])), set_difference(dynamic([1,2]), dynamic([2])), set_intersect(dynamic([1,2]), dynamic([2,3])), set_has_element(dynamic(['a']), 'a')",
    [[[1, 2, 3], [1], [2], true]],
  ],
  [
    "arrays",
    "print array_concat(dynamic([1]), dynamic([2])), array_slice(dynamic([1,2,3,4]), 1, 2), array_index_of(dynamic(['a','b']), 'b'), array_sort_desc(dynamic([1,3,2]))",
    [[[1, 2], [2, 3], 1, [3, 2, 1]]],
  ],
  [
    "bags",
    "print bag_pack('a', 1, 'b', 'x'), bag_keys(dynamic({'k':1,'l':2})), bag_merge(dynamic({'a':1}), dynamic({'a':2,'b':3}))",
    [[{ a: 1, b: "x" }, ["k", "l"], { a: 1, b: 3 }]],
  ],
  [
    "packing arrays and rows",
    "print a = 1, b = 'x' | project pack_array(a, b), pack_all()",
    [[[1, "x"], { a: 1, b: "x" }]],
  ],
  [
    "whole numbers keep their digits",
    "print dynamic({'a':9007199254740993}).a, tostring(parse_json('[9007199254740993]'))",
    [[9007199254740993n, "[9007199254740993]"]],
  ],
  [
    "range",
    "print range(1, 5, 2), range(0.5, 1.5, 0.5)",
    [
      [
        [1, 3, 5],
        [0.5, 1, 1.5],
      ],
    ],
  ],
  [
    "zip",
    "print zip(dynamic([1,2]), dynamic(['a']))",
    [
      [
        [
          [1, "a"],
          [2, null],
        ],
      ],
    ],
  ],
  [
    "types",
    "print gettype(dynamic([])), gettype(dynamic({})), gettype(dynamic(1)), gettype(dynamic('x')), gettype(1.5)",
    [["array", "dictionary", "long", "string", "real"]],
  ],
  ["in with a dynamic list", "let l = dynamic(['a','b']); datatable(s:string)['a','c'] | where s in (l)", [["a"]]],
  ["has on a bag looks at its text", "print dynamic({'name':'North America'}) has 'america'", [[true]]],
  [
    "a fraction in a dynamic value is a double",
    "print gettype(dynamic(1.5)), gettype(dynamic({'a':0.5}).a)",
    [["double", "double"]],
  ],
  [
    "sums of arrays",
    "print array_sum(dynamic([])), array_sum(dynamic([1, 2.5])), array_sum(dynamic([null])), array_sum(dynamic(['a']))",
    [[null, 3.5, null, null]],
  ],
  [
    "what is dynamic stays as it is",
    "print x = dynamic({'a':['b']}) | extend y = todynamic(x), z = parse_json(x.a) | project tostring(y.a), tostring(z[0])",
    [['["b"]', "b"]],
  ],
];
