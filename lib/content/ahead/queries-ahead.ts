import type { WorkCache } from "../../cache";
import { BareWorkspace } from "../checks/bare-workspace";
import { CheckContext } from "../checks/context";
import { everyQuery } from "../checks/every-query";
import { hasLimits, literalsOf } from "../checks/literal-thresholds";
import type { Content } from "../content";

/** What checks ask of each query, in the order of the content: once called, the answer is in the cache. */
export function queriesAhead(content: Content, cache: WorkCache): readonly (() => void)[] {
  const context = new CheckContext(content, cache);
  let bare: BareWorkspace | undefined;
  const bound = everyQuery(content).map((query) => (): void => {
    bare ??= new BareWorkspace(context);
    bare.problems(query);
  });
  const compared = (hasLimits(content) ? content.detections : []).map(({ data }) => (): void => {
    literalsOf(data.query, cache);
  });
  return [...compared, ...bound];
}

/** Of every so many queries, one is asked for: to ask for all takes as long as to check content that is known. */
const distance = 6;

/** How many of a content's rules and hunting queries nobody has analysed yet, about. */
export function unknownQueries(content: Content, cache: WorkCache): number {
  const { binder } = new CheckContext(content, cache);
  const asked = [...content.detections, ...content.hunting].filter((_, place) => place % distance === 0);
  return distance * asked.filter(({ data }) => !binder.knows(data.query)).length;
}
