import { type Content, packageRoot, readContent } from "../../lib/content";
import { work } from "./work";

/** The content this package ships, read but not analysed; once for all suites of a worker, so nobody changes it. */
export const shipped: Content = readContent(packageRoot(), work);
