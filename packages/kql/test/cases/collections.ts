import type { RowCase } from "../harness";

const five = "dynamic([1,2,3,4,5])";

/** Arrays, bags and sets: positions from both ends, what is missing, what wins. */
export const collections: readonly RowCase[] = [
  [
    "rotating, in both directions and beyond the length",
    `print array_rotate_right(${five}, 2), array_rotate_right(${five}, -2), array_rotate_left(${five}, 7), array_rotate_right(dynamic([]), 1)`,
    [[[4, 5, 1, 2, 3], [3, 4, 5, 1, 2], [3, 4, 5, 1, 2], []]],
  ],
  [
    "shifting fills with null, or with what is given",
    `print array_shift_left(${five}, 2), array_shift_left(${five}, 2, -1), array_shift_right(${five}, 2), array_shift_right(${five}, 1, 'x'), array_shift_left(${five}, -1, 0), array_shift_right(${five}, 9)`,
    [
      [
        [3, 4, 5, null, null],
        [3, 4, 5, -1, -1],
        [null, null, 1, 2, 3],
        ["x", 1, 2, 3, 4],
        [0, 1, 2, 3, 4],
        [null, null, null, null, null],
      ],
    ],
  ],
  [
    "splitting at one place, at several, and from the end",
    `print array_split(${five}, 2), array_split(${five}, dynamic([1,3])), array_split(${five}, -2), array_split(${five}, dynamic([-4,-1]))`,
    [
      [
        [
          [1, 2],
          [3, 4, 5],
        ],
        [[1], [2, 3], [4, 5]],
        [
          [1, 2, 3],
          [4, 5],
        ],
        [[1], [2, 3, 4], [5]],
      ],
    ],
  ],
  [
    "slices from both ends",
    `print array_slice(${five}, 1, 3), array_slice(${five}, -3, -2), array_slice(${five}, 3, 99), array_slice(${five}, -99, 0), array_slice(parse_json('{}'), 0, 1)`,
    [[[2, 3, 4], [3, 4], [4, 5], [1], null]],
  ],
  [
    "one of two arrays, element by element",
    "print array_iff(dynamic([true,false,true]), dynamic([1,2,3]), dynamic([4,5,6])), array_iif(dynamic([1,0,50]), 'a', 'b'), array_iff(dynamic([true,false,true]), dynamic([1]), dynamic([4,5])), array_iff(dynamic(['x',null,true]), 1, 2)",
    [
      [
        [1, 5, 3],
        ["a", "b", "a"],
        [1, 5, null],
        [null, null, 1],
      ],
    ],
  ],
  [
    "the place of an element: from a start, within a length, the n-th",
    "print a = dynamic(['p','q','p','q','p']) | project array_index_of(a, 'p', 1), array_index_of(a, 'p', -1), array_index_of(a, 'p', 1, 1), array_index_of(a, 'p', 1, 2), array_index_of(a, 'p', 0, -1, 3), array_index_of(a, 'p', 0, -1, 4), array_index_of(a, 'z')",
    [[2, 4, -1, 2, 4, -1, -1]],
  ],
  [
    "only arrays are joined to one, and reversed",
    "print array_concat(dynamic([1]), parse_json('{}'), dynamic([[2]])), array_reverse(dynamic([1,'b',[2]])), isnull(array_reverse(parse_json('{}')))",
    [[[1, [2]], [[2], "b", 1], true]],
  ],
  [
    "sorted: numbers before texts, nulls last or first, others in the same order",
    "print array_sort_asc(dynamic([3,null,'b',1,'a'])), array_sort_desc(dynamic([3,null,10,'b',true,'c'])), array_sort_asc(dynamic([2,null,1]), false), array_sort_desc(dynamic([2,null,3]), false)",
    [
      [
        [1, 3, "a", "b", null],
        [10, 3, "c", "b", true, null],
        [null, 1, 2],
        [null, 3, 2],
      ],
    ],
  ],
  [
    "several arrays sorted by the first of them; one of another length is none",
    "print x = dynamic([3,1,2]), y = dynamic(['c','a','b']), z = dynamic([1]) | extend (p, q, r) = array_sort_desc(x, y, z) | project p, q, r",
    [[[3, 2, 1], ["c", "b", "a"], null]],
  ],
  [
    "repeating, and zipping what has other lengths",
    "print repeat(1, 3), repeat('a', 0), repeat('a', -1), zip(dynamic([1,2,3]), dynamic(['a']), dynamic([true,false]))",
    [
      [
        [1, 1, 1],
        [],
        [],
        [
          [1, "a", true],
          [2, null, false],
          [3, null, null],
        ],
      ],
    ],
  ],
  [
    "ranges of times, spans and numbers",
    "print range(datetime(2026-01-01), datetime(2026-01-02), 12h), range(1h, 3h, 1h), range(5, 1, -2), range(1, 0), range(3, 5)",
    [
      [
        ["2026-01-01T00:00:00.0000000Z", "2026-01-01T12:00:00.0000000Z", "2026-01-02T00:00:00.0000000Z"],
        ["01:00:00", "02:00:00", "03:00:00"],
        [5, 3, 1],
        [],
        [3, 4, 5],
      ],
    ],
  ],
  [
    "bags by the older names",
    "print pack('a', 1), pack_dictionary('b', 'x'), parsejson('[1]'), toobject('{\"c\":2}'), arraylength(dynamic([1,2])), extract_json('$.a', '{\"a\":3}', typeof(long)) + 1, array_strcat(dynamic(['a','b']), '-')",
    [[{ a: 1 }, { b: "x" }, [1], { c: 2 }, 2, 4, "a-b"]],
  ],
  [
    "a key is there, also with null, at a path, never in an array",
    `print d = dynamic({'k':null,'b':{'c':[7]}}) | project bag_has_key(d, 'k'), bag_has_key(d, 'c'), bag_has_key(d, '$.b.c'), bag_has_key(d, '$.b.x'), bag_has_key(d, "$['b']['c'][0]"), bag_has_key(parse_json('["k"]'), 'k')`,
    [[true, false, true, false, true, false]],
  ],
  [
    "a key is set: new, over another, deep within",
    "print bag_set_key(dynamic({'a':1}), 'b', 2), bag_set_key(dynamic({'a':1}), 'a', 'x'), bag_set_key(dynamic({'a':{'b':1}}), '$.a.c', 3), bag_set_key(dynamic({}), '$.p.q', dynamic([1])), isnull(bag_set_key(parse_json('[1]'), 'a', 1))",
    [[{ a: 1, b: 2 }, { a: "x" }, { a: { b: 1, c: 3 } }, { p: { q: [1] } }, true]],
  ],
  [
    "keys are removed, deep ones by their path",
    "print d = dynamic({'a':1,'b':{'c':2,'d':3}}) | project bag_remove_keys(d, dynamic(['a'])), bag_remove_keys(d, dynamic(['$.b.c', 'z'])), bag_remove_keys(d, dynamic(['c'])), isnull(bag_remove_keys(d, parse_json('1')))",
    [[{ b: { c: 2, d: 3 } }, { a: 1, b: { d: 3 } }, { a: 1, b: { c: 2, d: 3 } }, true]],
  ],
  [
    "keys and values become a bag; what has no value is null, what is no text no key",
    "print bag_zip(dynamic(['a','b',1,'c']), dynamic([1,[2],3])), bag_zip(dynamic(['a']), dynamic([1,2])), isnull(bag_zip(parse_json('1'), dynamic([1])))",
    [[{ a: 1, b: [2], c: null }, { a: 1 }, true]],
  ],
  [
    "bags are merged from the left, what is none is left out",
    "print bag_merge(dynamic({'a':1}), parse_json('[9]'), dynamic({'a':2,'b':3}), dynamic({'c':4})), isnull(bag_merge(parse_json('[1]'), parse_json('7')))",
    [[{ a: 1, b: 3, c: 4 }, true]],
  ],
  [
    "rows as bags, with and without what is empty",
    "print a = '', b = 1, c = long(null), d = dynamic({'x':1}) | project pack_all(), pack_all(true)",
    [
      [
        { a: "", b: 1, c: null, d: { x: 1 } },
        { b: 1, d: { x: 1 } },
      ],
    ],
  ],
  [
    "paths within a value",
    "print treepath(dynamic({'a':1,'b':[{'c':2},{'c':3}]}))",
    [[["['a']", "['b']", "['b'][0]", "['b'][0]['c']"]]],
  ],
  [
    "members by path, with an index, from the text of a value",
    `print j = '{"a":{"b":[10,{"c":"x"}]},"n":1.5}' | project extractjson('$.a.b[1].c', j), extractjson("$['a']['b'][0]", j, typeof(long)), extractjson('$.n', j, typeof(real)), extractjson('$.a', j), extractjson('$.a', 'no json'), extractjson('$.a.b.c', j)`,
    [["x", 10, 1.5, '{"b":[10,{"c":"x"}]}', "", ""]],
  ],
  [
    "sets: each element once, in the order of the first array",
    "print set_union(dynamic([3,1,3]), dynamic([2,1]), dynamic([4])), set_intersect(dynamic([3,1,3,2]), dynamic([3,2,9]), dynamic([2,3])), set_difference(dynamic([3,1,3,2]), dynamic([1]), dynamic([2]))",
    [[[3, 1, 2, 4], [3, 2], [3]]],
  ],
  [
    "whether sets are the same, and how much of them is",
    "print set_equals(dynamic([1,2,2]), dynamic([2,1])), set_equals(dynamic([1,2]), dynamic([1])), set_equals(dynamic([1]), parse_json('1')), jaccard_index(dynamic([1,2,3]), dynamic([1,2,3,4,4,4])), jaccard_index(dynamic([]), dynamic([]))",
    [[true, false, false, 0.75, "NaN"]],
  ],
  [
    "an element of a set is of its type",
    "print set_has_element(dynamic(['1']), 1), set_has_element(dynamic([1]), 1), set_has_element(dynamic([1]), '1'), set_has_element(parse_json('{}'), 'a')",
    [[false, true, false, false]],
  ],
  [
    "expanded in parallel, with a limit, and bags as pairs",
    "print a = dynamic([1,2,3]), b = dynamic({'k':7}) | mv-expand kind=array i = a to typeof(long), b limit 2 | project i, b",
    [
      [1, ["k", 7]],
      [2, null],
    ],
  ],
  [
    "a row whose array is empty or missing is kept with null by mv-expand, and left out by mv-apply",
    "datatable(id:long, d:dynamic)[1,dynamic([]), 2,dynamic(null), 3,dynamic([5]), 4,dynamic('x')] | mv-expand v = d | project id, v",
    [
      [2, null],
      [3, 5],
      [4, "x"],
    ],
  ],
];
