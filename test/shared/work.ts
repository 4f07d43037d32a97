import { WorkCache } from "../../lib/cache";

/** What is known of the content's files and queries; copies of the content leave most of them as they are. */
export const work = new WorkCache();
