import type { Node } from "../../language/node";
import type { Relation } from "../../plan/relation";
import type { Scope } from "../scope";

/** Compiles one operator of a pipe. */
export type CompileOperator = (node: Node, input: Relation, scope: Scope) => Relation;
