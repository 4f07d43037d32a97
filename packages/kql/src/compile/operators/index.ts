import type { Node } from "../../language/node";
import type { Relation } from "../../plan/relation";
import { membership, namesRun, toEach } from "../../plan/runs";
import { perRun } from "../runs";
import type { Scope } from "../scope";
import { distinct, sample, sampleDistinct } from "./distinct";
import { evaluate } from "./evaluate";
import { count, filterRows, getSchema, nameRows, passThrough } from "./filter";
import { invoke } from "./invoke";
import { join, lookup } from "./join";
import { makeSeries } from "./make-series";
import { mvApply } from "./mv-apply";
import { mvExpand } from "./mv-expand";
import type { CompileOperator } from "./operator";
import { parse, parseWhere } from "./parse";
import { parseKv } from "./parse-kv";
import { partition } from "./partition";
import { extendRows, projectRows } from "./project";
import { projectAway, projectKeep, projectRename, projectReorder } from "./project-names";
import { search } from "./search";
import { serialize, sort, take, top } from "./sort";
import { summarize } from "./summarize";
import { topHitters, topNested } from "./top-nested";
import { union } from "./union";

/** Operators by syntax kind. To add one, write its file and list it here. */
const byKind: Readonly<Record<string, CompileOperator>> = {
  AsOperator: nameRows,
  ConsumeOperator: passThrough,
  CountOperator: count,
  DistinctOperator: distinct,
  EvaluateOperator: evaluate,
  ExtendOperator: extendRows,
  FilterOperator: filterRows,
  GetSchemaOperator: getSchema,
  InvokeOperator: invoke,
  JoinOperator: join,
  LookupOperator: lookup,
  MakeSeriesOperator: makeSeries,
  MvApplyOperator: mvApply,
  MvExpandOperator: mvExpand,
  ParseKvOperator: parseKv,
  ParseOperator: parse,
  ParseWhereOperator: parseWhere,
  PartitionOperator: partition,
  ProjectAwayOperator: projectAway,
  ProjectKeepOperator: projectKeep,
  ProjectOperator: projectRows,
  ProjectRenameOperator: projectRename,
  ProjectReorderOperator: projectReorder,
  RenderOperator: passThrough,
  SampleDistinctOperator: sampleDistinct,
  SampleOperator: sample,
  SearchOperator: search,
  SerializeOperator: serialize,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopHittersOperator: topHitters,
  TopNestedOperator: topNested,
  TopOperator: top,
  UnionOperator: union,
};

const keyword = (node: Node): string => node.children[0]?.text ?? node.kind;

/** Compiles an operator, or refuses it by its keyword. */
export function compileOperator(node: Node, input: Relation, scope: Scope): Relation {
  const compile = byKind[node.kind] ?? scope.refuse(`the operator ${keyword(node)}`, node);
  return scope.compilation.forSet ? compiledForSet(compile, node, input, scope) : compile(node, input, scope);
}

/** Operators that look at one row at a time, or know what to do with rows of several runs. */
const takesSpans = new Set([
  "AsOperator",
  "DistinctOperator",
  "ExtendOperator",
  "FilterOperator",
  "JoinOperator",
  "LookupOperator",
  "MvExpandOperator",
  "ParseKvOperator",
  "ParseOperator",
  "ParseWhereOperator",
  "ProjectAwayOperator",
  "ProjectKeepOperator",
  "ProjectOperator",
  "ProjectRenameOperator",
  "ProjectReorderOperator",
  "SortOperator",
  "SummarizeOperator",
  "TopOperator",
  "UnionOperator",
]);

/** Rows stay together for several runs as long as nothing is done to them that differs between these. */
function compiledForSet(compile: CompileOperator, node: Node, input: Relation, scope: Scope): Relation {
  const rows = takesSpans.has(node.kind) ? input : perRun(input);
  const result = compile(node, rows, scope);
  const isOfEach = membership(rows) === "each" || membership(result) === "each";
  return isOfEach || !namesRun(result.plan, rows.plan) ? result : compile(node, toEach(rows), scope);
}
