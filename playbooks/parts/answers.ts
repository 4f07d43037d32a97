import { type Actions, append, compose, filter, forEach, select, set } from "./action";
import { choose, isOneOf, literal } from "./expression";
import { speaker, speakerName, spoken } from "./teams";

/** What an approver may say besides yes and no. */
export interface AnswerGrammar {
  /** words that may follow or precede an approval, such as `benign` */
  readonly verdicts?: readonly string[];
}

/** Stands for the request's code in the lists of commands below; a line that has it by itself is no command. */
const code = "#";
const approve = ["approve", "approves", "approved"];
const deny = ["deny", "denies", "denied", "reject", "rejects", "rejected"];
/** What a line begins with that looks like an answer without being one. */
const beginnings = ["approve", "deny", "denied", "denies", "reject"];

/** Tags that end a line, as the portal's editor writes them, and tags that change how a text looks and not what it says. */
const blocks = "p,br,div,ul,ol,li,h1,h2,h3,h4,h5,h6,table,thead,tbody,tr,td,th,hr,pre,html,body,section,article".split(
  ",",
);
const inline = "b,strong,i,em,u,span,font,a,code,tt,small,big,sub,sup,label,wbr,bdi".split(",");

const blanks = ["%09", "%C2%A0", "%E2%80%82", "%E2%80%83", "%E2%80%87", "%E2%80%89", "%E2%80%AF", "%E3%80%80"];
const nothings = ["%E2%80%8B", "%EF%BB%BF", "%C2%AD"];
const character = (escaped: string) => `decodeUriComponent('${escaped}')`;
const newline = character("%0A");
const replaced = (text: string, pairs: readonly (readonly [expression: string, by: string])[]): string =>
  pairs.reduce((sum, [from, by]) => `replace(${sum}, ${from}, ${by})`, text);
const entities = (names: readonly string[], by: string) => names.map((name) => [literal(name), by] as const);

/** Before tags are looked at: entities of blanks are blanks, and a text without tags is one paragraph. */
const prepared = (message: string): string =>
  `concat('<p>', ${replaced(`toLower(${message})`, [
    ...entities(["&nbsp;", "&#160;", "&#xa0;", "&ensp;", "&emsp;", "&thinsp;"], "' '"),
    ...entities(["&#8203;", "&zerowidthspace;", "&shy;"], "''"),
    ...blanks.map((blank) => [character(blank), "' '"] as const),
    ...nothings.map((nothing) => [character(nothing), "''"] as const),
    [character("%0D"), newline],
  ])})`;

/** Of a piece that begins after `<`: whether it begins with a tag, and not with a sign of its own. */
const isTag = `and(contains(item(), '>'), not(startsWith(item(), ' ')), not(startsWith(item(), ${newline})))`;
const tag = "first(split(item(), '>'))";
const tagName = `first(split(trim(replace(${tag}, '/', ' ')), ' '))`;
const isKnown = (names: readonly string[]) => isOneOf(tagName, ...names);
const afterTag = "substring(item(), add(indexOf(item(), '>'), 1))";
/** A struck-out text has been taken back, and a quoted one is somebody else's. */
const isOdd = `and(${isTag}, or(contains(${tag}, 'line-through'), not(or(${isKnown(blocks)}, ${isKnown(inline)}))))`;
const withoutTag = choose(
  [
    ["empty(item())", "''"],
    [`not(${isTag})`, "concat('<', item())"],
    [isKnown(blocks), `concat(${newline}, ${afterTag})`],
  ],
  afterTag,
);

/** Entities that are left once the tags are gone; `&amp;` last, so that nothing is decoded twice. */
const decoded = (text: string): string =>
  replaced(text, [
    ...entities(["&lt;"], "'<'"),
    ...entities(["&gt;"], "'>'"),
    ...entities(["&quot;"], literal('"')),
    ...entities(["&#39;"], literal("'")),
    ...entities(["&amp;"], "'&'"),
  ]);

/** One line with single blanks, no comma, and the code by its sign. */
const line = (nonce: string): string =>
  `trim(${replaced("item()", [
    [literal(code), "'?'"],
    [nonce, literal(code)],
    ["','", "' '"],
    ...Array.from({ length: 6 }, () => ["'  '", "' '"] as const),
  ])})`;
const withoutStop =
  "if(or(endsWith(item(), '.'), endsWith(item(), '!')), substring(item(), 0, sub(length(item()), 1)), item())";

const denials = [
  ...deny.map((verb) => `${verb} ${code}`),
  ...["", "and ", "or "].flatMap((and) =>
    ["deny", "reject"].flatMap((no) => [`approve ${code} ${and}${no} ${code}`, `${no} ${code} ${and}approve ${code}`]),
  ),
];
/** An approval takes one word, or two that do not contradict each other: after a repair what was seen may be benign too. */
const approvals = (verdicts: readonly string[]): string[] => {
  const pair = ["repaired", "benign"].every((word) => verdicts.includes(word));
  const words = [
    ...verdicts,
    ...(pair ? ["repaired benign", "benign repaired", "repaired and benign", "benign and repaired"] : []),
  ];
  return approve.flatMap((verb) => [
    `${verb} ${code}`,
    ...words.flatMap((word) => [`${verb} ${code} ${word}`, `${word} ${verb} ${code}`]),
  ]);
};

const has = (list: string) => `not(empty(${list}))`;
const anyOf = (texts: readonly string[], condition: (text: string) => string) =>
  `or(${[...texts.map(condition), "false"].join(", ")})`;

/**
 * Reads what comments say about a request, into the variable `Answers`: for each that concerns it an object with `says`
 * (approve, deny, or unclear, which is neither), `verdict` (words of an approval), author and time. A command stands alone
 * on its line. A denial in a comment wins over an approval in it; an approval beside another sentence with the code, or with
 * one of the verdicts, is unclear.
 * @param comments an expression for the list, the request's own comments left out
 * @param nonce an expression for the code of the request, in lower case
 */
export function readAnswers(comments: string, nonce: string, { verdicts = [] }: AnswerGrammar): Actions {
  const comment = "items('For_each_comment')";
  const property = (name: string) => `${comment}?['properties']?['${name}']`;
  const authorId = `toLower(string(coalesce(${property("author")}?['objectId'], '')))`;
  const message = `string(coalesce(${property("message")}, ''))`;
  const created = `formatDateTime(coalesce(${property("createdTimeUtc")}, '2000-01-01T00:00:00Z'), 'o')`;
  const isCommand = (list: readonly string[]) => isOneOf("item()", ...list);
  const isQuoted = `or(startsWith(item(), '>'), and(contains(item(), 'approve ${code}'), contains(item(), 'deny ${code}')))`;
  const says = choose(
    [
      [`and(${has("body('Odd_tags')")}, ${has("body('Lines_about_it')")})`, literal("unclear")],
      [has("body('Denying_lines')"), literal("deny")],
      [has("body('Unclear_lines')"), literal("unclear")],
      [
        `and(${has("body('Approving_lines')")}, contains(outputs('Verdicts'), 'false'), or(contains(outputs('Verdicts'), 'benign'), contains(outputs('Verdicts'), 'repaired')))`,
        literal("unclear"),
      ],
      [has("body('Approving_lines')"), literal("approve")],
    ],
    literal("unclear"),
  );
  return {
    Forget_answers: set("Answers", []),
    For_each_comment: forEach(comments, {
      Pieces: compose(`@split(${prepared(spoken(authorId, message))}, '<')`),
      Odd_tags: filter("outputs('Pieces')", isOdd),
      Texts: select("outputs('Pieces')", `@${withoutTag}`),
      Written_lines: select(`split(${decoded("join(body('Texts'), '')")}, ${newline})`, `@${line(nonce)}`),
      Lines: select("body('Written_lines')", `@${withoutStop}`),
      Lines_about_it: filter(
        "body('Lines')",
        `or(contains(item(), '${code}'), ${anyOf(beginnings, (word) => `startsWith(item(), '${word}')`)})`,
      ),
      Denying_lines: filter("body('Lines')", isCommand(denials)),
      Approving_lines: filter("body('Lines')", isCommand(approvals(verdicts))),
      Unclear_lines: filter(
        "body('Lines')",
        `and(not(${isCommand(approvals(verdicts))}), not(${isQuoted}), or(contains(item(), '${code}'), ${anyOf(verdicts, (word) => `contains(item(), '${word}')`)}))`,
      ),
      Verdicts: compose("@join(body('Approving_lines'), ' ')"),
      Speaker: compose(`@${speaker(authorId, message)}`),
      Is_it_about_the_request: {
        type: "If",
        expression: { and: [{ equals: [`@${has("body('Lines_about_it')")}`, true] }] },
        actions: {
          Keep_answer: append("Answers", {
            key: `@{concat(';', outputs('Speaker'), '@', ${created}, '=', string(${comment}?['name']))}`,
            author: "@{outputs('Speaker')}",
            who: `@{${speakerName(authorId, message, `coalesce(${property("author")}?['userPrincipalName'], ${property("author")}?['objectId'], ${property("author")}?['name'], 'somebody unknown')`)}}`,
            created: `@{${created}}`,
            says: `@{${says}}`,
            verdict: "@{outputs('Verdicts')}",
            named: `@contains(join(body('Lines'), ' '), '${code}')`,
          }),
        },
        else: { actions: {} },
      },
    }),
  };
}
