import type { WorkCache } from "../../cache";
import { type Check, CheckContext } from "../checks/context";
import { checkDetectionQueries } from "../checks/detection-query";
import { checkEmptyWatchlists } from "../checks/empty-watchlists";
import { checkFunctions } from "../checks/functions";
import { checkHunting } from "../checks/hunting";
import { checkPlaybooks } from "../checks/playbooks";
import { checkTransforms } from "../checks/transforms";
import { checkWorkbooks } from "../checks/workbooks";
import type { Content } from "../content";

/** Checks, and the part of the content whose queries they analyse. */
interface Share {
  readonly checks: readonly Check[];
  of(content: Content): Content;
}

/** About the same work each, and nearly all there is. What tells queries apart, the schema, is in both. */
const shares = {
  first: {
    checks: [checkFunctions, checkDetectionQueries, checkEmptyWatchlists],
    of: (content) => ({ ...content, detections: every(2, content.detections), hunting: [], workbooks: [] }),
  },
  second: {
    checks: [checkTransforms, checkDetectionQueries, checkHunting, checkWorkbooks, checkPlaybooks],
    of: (content) => ({ ...content, detections: every(2, content.detections, 1) }),
  },
} as const satisfies Record<string, Share>;

/** Analyses a share of the queries; what is found out is in the cache. */
export function analyzeShare(name: keyof typeof shares, content: Content, cache: WorkCache): void {
  const { checks, of } = shares[name];
  const context = new CheckContext(of(content), cache);
  for (const check of checks) check(context);
  cache.save();
}

function every<T>(step: number, items: readonly T[], from = 0): T[] {
  return items.filter((_, i) => i % step === from);
}
