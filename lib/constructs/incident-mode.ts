import { type Content, type DetectionItem, vocabulary } from "../content";

/** Whether a rule puts together what the others find. */
export const isStory = ({ data }: DetectionItem): boolean => data.evidence?.family === "story";

/** Whether a rule makes incidents of its own. */
export const makesIncidents = ({ data }: DetectionItem): boolean => data.incidentConfiguration?.createIncident ?? true;

/**
 * The content as a deployment's way to make incidents has it: by `story` the rules that are part of a story make alerts only;
 * by `rule` each makes incidents of its own, and none puts them together.
 * @param mode `vocabulary.defaultIncidents` when left out
 */
export function inIncidentMode(content: Content, mode = vocabulary.defaultIncidents): Content {
  const { detections } = content;
  if (!detections.some(isStory)) return content;
  return {
    ...content,
    detections: mode === "rule" ? detections.filter((item) => !isStory(item)) : detections.map(withoutIncident),
  };
}

const withoutIncident = (item: DetectionItem): DetectionItem =>
  item.data.risk
    ? {
        ...item,
        data: { ...item.data, incidentConfiguration: { ...item.data.incidentConfiguration, createIncident: false } },
      }
    : item;
