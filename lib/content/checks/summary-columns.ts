import { summaryRuleColumns } from "../../log-analytics";
import type { Problem } from "../problem";
import type { Check } from "./context";
import { everyQuery } from "./every-query";

/**
 * No query reads a column that only a summary rule makes, not even by column_ifexists(): it is not there before the
 * rule's first bin, and a table that is written anew loses it.
 */
export const checkSummaryColumns: Check = ({ content }) =>
  everyQuery(content).flatMap(({ source, text, locate }) =>
    [...text.matchAll(new RegExp(`\\b(?:${summaryRuleColumns.join("|")})\\b`, "g"))].map(
      (match): Problem => ({
        code: "query/summary-column",
        severity: "error",
        message: `${match[0]} is made by the summary rule's first bin and can be declared by no table: the rule that reads it is refused when it is created`,
        file: source.file,
        ...locate(match.index),
        suggestion:
          "make a column in the summary's query, such as Hour = bin(TimeGenerated, 1h), and declare it in the table",
      }),
    ),
  );
