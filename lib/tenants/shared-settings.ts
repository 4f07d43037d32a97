import type { Problem } from "../content";
import { documentOf } from "./layers/layer";
import { LayeredSource } from "./layers/layered-source";
import { sharedLayers } from "./layers/layers-of";
import { readSharedFiles } from "./layers/tenant-files";
import type { Tenant } from "./tenant";

/** What a folder's defaults and a ring of it say, right or wrong; nothing where there are none. */
export function sharedSettings(folder: string, ring?: string): Partial<Tenant> {
  const problems: Problem[] = [];
  const { defaults, rings } = sharedLayers(readSharedFiles(folder, problems), problems);
  const ofRing = ring === undefined ? undefined : rings.get(ring);
  const layers = [defaults, ofRing && documentOf(ofRing).data ? ofRing : undefined].filter(
    (layer) => layer !== undefined,
  );
  return layers.length === 0 ? {} : (new LayeredSource(layers).data as Partial<Tenant>);
}
