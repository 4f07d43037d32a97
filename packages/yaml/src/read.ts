import { YamlText } from "./text";

/**
 * The data of a text of YAML or JSON.
 * @throws YamlError every problem, each with line and column
 */
export const readYaml = (text: string): unknown => new YamlText(text).data;
