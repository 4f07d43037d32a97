import { AnalysisCache } from "../../lib/content";

/** What is known of the content's queries; copies of the content leave most of them as they are. */
export const analyses = new AnalysisCache();
