import { cacheFolder, WorkCache } from "../../lib/cache";
import { simulationText } from "../../lib/cli/report";
import { simulate } from "../../lib/emulator";
import type { PortalSettings } from "../../lib/emulator/portal";
import { readStory, type Story } from "../../lib/report";
import type { Chapter } from "../chapter";
import { WEEK_START } from "./ids";
import { layOutWeek } from "./week";

/** The finance agent as it should be. @param whole the week, and not one day of it */
export async function ordinary(
  stack: string,
  input: string,
  portal: Partial<PortalSettings>,
  whole: boolean,
): Promise<Chapter> {
  layOutWeek("ordinary-week", input);
  const day = { from: new Date("2026-03-06T06:00:00Z"), to: new Date("2026-03-06T18:00:00Z") };
  const title = whole ? "An ordinary week of the finance agent" : "A day of an ordinary week of the finance agent";
  let story: Story | undefined;
  const simulation = await simulate({
    stack,
    input,
    cache: new WorkCache(cacheFolder()),
    portal,
    afterwards: async (emulator, lived) => {
      story = await readStory(emulator, lived, { title });
    },
    ...(whole ? { from: WEEK_START } : day),
  });
  return { story: story!, details: simulationText(simulation) };
}
