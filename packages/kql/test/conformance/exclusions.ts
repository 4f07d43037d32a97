import type { Case } from "./cases";

/** Cases whose printed result cannot be the engine's, and why. */
const reasons: readonly { readonly why: string; readonly applies: (test: Case) => boolean }[] = [
  {
    why: "depends on the time or on chance",
    applies: ({ query }) =>
      /\b(now|ago|rand|new_guid|cursor_\w+|sample)\s*\(|\|\s*sample\b|current_(database|principal)/.test(query),
  },
  {
    why: "the printed table is abbreviated or shows another input",
    applies: ({ id, printed }) =>
      printed &&
      /^(range-function:61|series-iir-function:59|series-sin-function|series-tan-function|string:125|strcat-function:63|url-encode-component-function|url-encode-function|bin-function:62|isinf-function|bag-zip|parse-url-function:39)/.test(
        id,
      ),
  },
  {
    why: "the printed table disagrees with the engine's recorded answer for the same query",
    applies: ({ id, printed }) => printed && /^(indexof-function:52|parse-ipv6-mask-function:41)/.test(id),
  },
];

/** Why a case is left out; undefined when it counts. */
export const exclusion = (test: Case): string | undefined => reasons.find(({ applies }) => applies(test))?.why;
