import { parse } from "./bridge";
import { Node } from "./node";

/** The tree of a query as it is written: not bound to tables, and with every input of a fuzzy union. */
export const syntaxOf = (query: string): Node => new Node(parse(query).Syntax);
