/** Compiles the rules of a workspace from the last one backwards, until its parent has come as far from the first. */

import { workFromLast } from "@sentinel-agent-identities/processes";
import { WorkCache } from "../../cache";
import { QueryCompiler } from "../rules/query-compiler";
import { analyzerOf } from "../workspace/kql-schema";
import { type Order, rulesThatRun } from "./order";

workFromLast(({ workspace, cacheFolder }: Order) => {
  const cache = new WorkCache(cacheFolder, { warn: () => undefined });
  const compiler = new QueryCompiler(analyzerOf(workspace), cache);
  return { pieces: rulesThatRun(workspace).map((rule) => () => compiler.rule(rule)), keep: () => cache.save() };
});
