import type * as JsYaml from "js-yaml";

let loaded: typeof JsYaml | undefined;

/** Loaded by the first who parses YAML, or asks for a place; whoever asks for each scalar does not have it looked up again. */
export function jsYaml(): typeof JsYaml {
  loaded ??= require("js-yaml") as typeof JsYaml;
  return loaded;
}

/** Collections within collections; what goes deeper is not read. */
const maxDepth = 1000;

/** What a text says, event by event. */
export const eventsOf = (text: string): JsYaml.Event[] => jsYaml().parseEvents(text, { maxDepth });

/** The data that events stand for. How far aliases may multiply it is counted before, over all of them. */
export function dataOf(source: string, events: JsYaml.Event[]): unknown {
  const { CORE_SCHEMA, constructFromEvents, mergeTag } = jsYaml();
  const [data = null] = constructFromEvents(events, {
    source,
    schema: CORE_SCHEMA.withTags(mergeTag),
    maxTotalMergeKeys: -1,
  });
  return data;
}
