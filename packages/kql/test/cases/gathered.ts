import type { RowCase } from "../harness";

const typed =
  "datatable(k:long, b:bool, g:guid, r:real, i:int, d:decimal)[1,true,guid(74be27de-1e4e-49d9-b579-fe0b331d3642),real(nan),int(3),decimal(1.5), 2,bool(null),guid(null),real(null),int(null),decimal(null)]";
const lists = "datatable(d:dynamic, n:long)[dynamic([2,1]),1, dynamic(2),2, dynamic([2,3]),3, dynamic(null),4]";
const three = "datatable(k:long, v:string)[2,'b', 1,'a', 3,'c']";
const guid = "74be27de-1e4e-49d9-b579-fe0b331d3642";
const pair = "datatable(g:string, n:long, s:string)['a',1,'p', 'a',2,'q']";

/** What rows are gathered into: lists, sets and bags, and one whole row of many. */
export const gathered: readonly RowCase[] = [
  [
    "lists of each type leave out what is missing, but not what is no number",
    `${typed} | summarize make_list(b), make_list(g), make_list(r), make_list(i), make_list(d)`,
    [[[true], [guid], ["NaN"], [3], ["1.5"]]],
  ],
  [
    "so do sets",
    `${typed} | summarize make_set(b), make_set(g), make_set(r), make_set(i), make_set(d)`,
    [[[true], [guid], ["NaN"], [3], ["1.5"]]],
  ],
  [
    "lists with nulls have them, of any type",
    `${typed} | summarize make_list_with_nulls(b), make_list_with_nulls(r), make_list_with_nulls(i), make_list_with_nulls(g)`,
    [
      [
        [true, null],
        ["NaN", null],
        [3, null],
        [guid, null],
      ],
    ],
  ],
  [
    "under a condition, what is missing is left out, too, and the size holds",
    `${typed} | summarize make_list_if(b, k > 1), make_set_if(i, k > 1), make_list_if(i, k < 2), make_set_if(k, k > 0, 1), make_list_if(k, k > 0, 1)`,
    [[[], [], [3], [1], [1]]],
  ],
  [
    "arrays in a list are their elements, and missing dynamic values null",
    `${lists} | summarize make_list(d), make_list_if(d, n > 1), make_list_with_nulls(d), make_list_if(d, n > 3)`,
    [[[2, 1, 2, 2, 3, null], [2, 2, 3, null], [2, 1, 2, 2, 3, null], [null]]],
  ],
  [
    "arrays in a set are their elements, each once, and null is none",
    `${lists} | summarize array_sort_asc(make_set(d)), array_sort_asc(make_set_if(d, n > 2)), make_set_if(d, n > 3)`,
    [[[1, 2, 3], [2, 3], []]],
  ],
  [
    "of sorted rows lists have the order, and bags the first of each key",
    `${three} | sort by k asc | summarize make_list(v), make_bag(bag_pack('x', v)), make_list_if(v, k > 1), make_list_with_nulls(v), make_bag_if(bag_pack('x', v), k > 1)`,
    [[["a", "b", "c"], { x: "a" }, ["b", "c"], ["a", "b", "c"], { x: "b" }]],
  ],
  [
    "backwards, and cut: the first ones stay",
    `${three} | sort by k desc | summarize make_list(v, 2), make_bag(bag_pack('x', v)), make_list_if(v, k < 3, 1)`,
    [[["c", "b"], { x: "c" }, ["b"]]],
  ],
  [
    "by the order of what is computed and hidden",
    `${three} | sort by -k asc | project v | summarize make_list(v)`,
    [[["c", "b", "a"]]],
  ],
  [
    "what is no bag adds nothing to one",
    "datatable(d:dynamic)[dynamic([1]), dynamic(null), dynamic('x'), dynamic({'a':1})] | summarize make_bag(d), make_bag_if(d, false)",
    [[{ a: 1 }, {}]],
  ],
  [
    "of no rows everything is empty",
    "datatable(d:dynamic, s:string)[] | summarize make_bag(d), make_list(d), make_set(d), make_list_with_nulls(s), make_set(s)",
    [[{}, [], [], [], []]],
  ],
  [
    "times and spans in sets and lists",
    "datatable(t:datetime, s:timespan)[datetime(2026-01-02),2h, datetime(2026-01-01),1h, datetime(null),timespan(null)] | summarize array_sort_asc(make_set(t)), array_sort_asc(make_set(s)), make_list(t), make_list(s)",
    [
      [
        ["2026-01-01T00:00:00.0000000Z", "2026-01-02T00:00:00.0000000Z"],
        ["01:00:00", "02:00:00"],
        ["2026-01-02T00:00:00.0000000Z", "2026-01-01T00:00:00.0000000Z"],
        ["02:00:00", "01:00:00"],
      ],
    ],
  ],
  [
    "the row of the most by what is computed has all columns but the keys",
    `union (${pair} | summarize arg_max(n + 1, *) by g | project t = strcat_array(pack_array(g, n, s), ',')), (${pair} | summarize arg_max(n + 1, *) | project t = strcat_array(pack_array(g, n, s), ','))`,
    [["a,2,q"], ["a,2,q"]],
  ],
  [
    "the row of the most has the measure once for the star, and again where it is named",
    `${pair} | summarize arg_max(n, n, s, m = n * 2), arg_min(s, *)`,
    [[2, 2, "q", 4, "p", "a", 1]],
  ],
  [
    "any whole row has no key twice",
    `${pair} | summarize take_any(*) by g | where s == iff(n == 1, 'p', 'q') | project g`,
    [["a"]],
  ],
  [
    "a missing measure is after all others: reals, truths, times and numbers below zero",
    "datatable(r:real, b:bool, t:datetime, n:long, s:string)[real(null),bool(null),datetime(null),long(null),'null', -1.0,false,datetime(1900-01-01),-5,'some'] | summarize arg_max(r, s), arg_min(r, s), arg_max(b, s), arg_min(b, s), arg_max(t, s), arg_min(t, s), arg_max(n, s), arg_min(n, s)",
    [
      [
        ...[-1, "some", -1, "some"],
        ...[false, "some", false, "some"],
        ...["1900-01-01T00:00:00.0000000Z", "some", "1900-01-01T00:00:00.0000000Z", "some"],
        ...[-5, "some", -5, "some"],
      ],
    ],
  ],
  [
    "above zero, and true, it is after them, too",
    "datatable(r:real, b:bool, n:long, s:string)[real(null),bool(null),long(null),'null', 1.0,true,5,'some'] | summarize arg_max(r, s), arg_min(r, s), arg_max(b, s), arg_min(b, s), arg_max(n, s), arg_min(n, s)",
    [[1, "some", 1, "some", true, "some", true, "some", 5, "some", 5, "some"]],
  ],
  [
    "where every measure is missing, a row is taken all the same",
    "datatable(r:real, n:long, s:string)[real(null),long(null),'null'] | summarize arg_max(r, s), arg_min(n, s)",
    [[null, "null", null, "null"]],
  ],
  [
    "an empty text of a row is empty, also where none meets the condition",
    "datatable(n:long, s:string)[1,''] | summarize any(n, s), take_anyif(s, n > 1), anyif(s, n == 1), any(*)",
    [[1, "", "", "", 1, ""]],
  ],
];
