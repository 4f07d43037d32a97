import { tableBreaches } from "../../../limits";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** Tables: names, columns and retention that Log Analytics takes. */
export const checkTableLimits: Check = ({ content }) =>
  content.tables.flatMap(({ data, source }) => limitProblems(source, tableBreaches(data)));
