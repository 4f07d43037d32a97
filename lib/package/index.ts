export { packageRoot } from "./package-root";
export { packageVersion } from "./package-version";
