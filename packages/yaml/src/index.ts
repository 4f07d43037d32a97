export type { Place } from "./lines";
export { YamlError, type YamlProblem } from "./problem";
export { readYaml } from "./read";
export { type Path, YamlText } from "./text";
