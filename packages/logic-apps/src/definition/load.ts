import { WorkflowError } from "../errors";
import { JsonSource, type Path } from "../source";
import { isObject, type Value, type ValueObject } from "../values/value";
import { ArmTemplate } from "./arm/template";
import type { Definition, Workflow } from "./model";
import { parameterValuesOf } from "./parameter-values";
import { checkShape } from "./shape";

/**
 * Reads the workflows of a JSON text: a bare definition, `{definition}`, a workflow resource, or a deployment template
 * with any number of workflow resources.
 * @param file name that places report
 * @throws WorkflowError when the text is not JSON or holds no workflow
 */
export function loadWorkflows(text: string, file: string): Workflow[] {
  const source = new JsonSource(text.replace(/^\uFEFF/, ""), file);
  const found = definitionsIn(dataOf(source), source);
  if (found.length === 0)
    throw new WorkflowError([
      {
        code: "not-a-workflow",
        severity: "error",
        message: "the file holds no workflow definition",
        fix: "give a definition with triggers and actions, a Microsoft.Logic/workflows resource or a template with one",
        place: source.place([]),
      },
    ]);
  return found.map(({ name, definition, path, parameterValues }) =>
    workflow(source, name, definition, path, parameterValues),
  );
}

/** A workflow of data already read, such as a resource of a plan; places name no line but the first. */
export function workflowOf(name: string, definition: unknown, parameterValues: ValueObject = {}): Workflow {
  const source = new JsonSource(JSON.stringify(definition), name);
  return workflow(source, name, definition as Value, [], parameterValues);
}

function dataOf(source: JsonSource): Value {
  try {
    return JSON.parse(source.text) as Value;
  } catch (error) {
    const first = source.errors.find(({ repeatedKey }) => !repeatedKey);
    const message = `the file is not JSON: ${first?.message ?? (error as Error).message}`;
    const place = first?.place ?? source.place([]);
    throw new WorkflowError([{ code: "not-json", severity: "error", message, fix: "correct the JSON", place }]);
  }
}

interface Found {
  readonly name: string;
  readonly definition: Value;
  readonly path: Path;
  readonly parameterValues: ValueObject;
}

function definitionsIn(data: Value, source: JsonSource): Found[] {
  if (!isObject(data)) return [];
  const name = /([^/\\]+?)(\.json)?$/.exec(source.file)![1]!;
  if (isObject(data.triggers) || isObject(data.actions))
    return [{ name, definition: data, path: [], parameterValues: {} }];
  if (Array.isArray(data.resources) || isObject(data.resources)) return new ArmTemplate(data, source).workflows();
  const [holder, path]: [ValueObject, Path] = isObject(data.properties)
    ? [data.properties, ["properties"]]
    : [data, []];
  if (!isObject(holder.definition)) return [];
  return [
    {
      name: typeof data.name === "string" ? data.name : name,
      definition: holder.definition,
      path: [...path, "definition"],
      parameterValues: parameterValuesOf(holder.parameters ?? null),
    },
  ];
}

function workflow(source: JsonSource, name: string, data: Value, base: Path, parameterValues: ValueObject): Workflow {
  const at = (path: Path): Path => [...base, ...path];
  const places: Pick<Workflow, "place" | "keyPlace" | "placeInString"> = {
    place: (path) => source.place(at(path)),
    keyPlace: (path) => source.keyPlace(at(path)),
    placeInString: (path, offset) => source.placeInString(at(path), offset),
  };
  const problems = checkShape(data, places);
  if (problems.length > 0) throw new WorkflowError(problems);
  return {
    name,
    definition: data as unknown as Definition,
    parameterValues,
    repeatedKeys: source.errors.filter(({ repeatedKey }) => repeatedKey),
    ...places,
  };
}
