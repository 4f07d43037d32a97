import { systemClock } from "@sentinel-agent-identities/clock";
import { cacheFolder, WorkCache } from "../../cache";
import { LocalAzure, readGraphGrants, type Surroundings } from "../../emulator/local-azure";
import { azureEnd, azureStart } from "../report/azure-text";
import { simulationText } from "../report/simulation-text";
import { UsageError } from "../usage-error";
import type { EmulateOptions } from "./emulate-options";
import { interrupted } from "./interrupted";
import { readPeople } from "./people-file";
import { readDirectory, readWorkloads } from "./response-files";

/** Serves Azure until Ctrl+C; then tells what came in, and what the rules that are deployed found in it. */
export async function emulateAzure(options: Omit<EmulateOptions, "stack">): Promise<void> {
  const { port, state, group, strictTiming, checks } = options;
  const cache = new WorkCache(cacheFolder());
  const azure = await LocalAzure.start({
    clock: systemClock,
    port,
    cache,
    surroundings: surroundings(options),
    ...(state ? { state } : {}),
    ...(group ? { groups: group } : {}),
    settings: { checks, settling: strictTiming ?? 0 },
  });
  try {
    console.log(azureStart(azure));
    await interrupted();
    console.log(azureEnd(azure));
    for (const workspace of azure.deployed)
      if (workspace.uploads.length > 0) console.log(simulationText(await azure.outcome(workspace)));
    cache.save();
  } finally {
    await azure.close();
  }
}

function surroundings({ directory, governance, people, workloads }: Omit<EmulateOptions, "stack">): Surroundings {
  if (!directory && (governance ?? people ?? workloads))
    throw new UsageError("--governance, --people and --workloads are for playbooks that run: pass --directory too");
  return {
    ...(directory ? { directory: readDirectory(directory) } : {}),
    ...(governance ? { graphGrants: readGraphGrants(governance) } : {}),
    ...(people ? readPeople(people) : {}),
    ...(workloads ? { workloads: readWorkloads(workloads) } : {}),
  };
}
