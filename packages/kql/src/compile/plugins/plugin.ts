import type { Node } from "../../language/node";
import type { Relation } from "../../plan/relation";
import type { Scope } from "../scope";

/** Compiles `evaluate plugin(…)`; `node` is the operator, `args` the plugin's arguments. */
export type CompilePlugin = (node: Node, args: readonly Node[], input: Relation, scope: Scope) => Relation;
