import type { JsonSource, Path } from "../../source";
import { toText } from "../../values/text";
import { isArray, isObject, type Value, type ValueObject } from "../../values/value";
import { parameterValuesOf } from "../parameter-values";
import { ArmScope, type Frame } from "./scope";

/** A workflow of a template. */
export interface TemplateWorkflow {
  readonly name: string;
  readonly definition: Value;
  /** of the definition in the file */
  readonly path: Path;
  readonly parameterValues: ValueObject;
}

interface Resource {
  readonly resource: ValueObject;
  readonly path: Path;
}

/**
 * Resolves a deployment template's `[expressions]` as far as its workflows need, also those of deployments nested in it,
 * as Bicep makes them of modules. Unset parameters get stand-ins.
 */
export class ArmTemplate {
  private readonly scope: ArmScope;

  constructor(
    private readonly template: ValueObject,
    private readonly source: JsonSource,
    private readonly path: Path = [],
    private readonly given: ValueObject = {},
    /** where the parameters and variables are declared */
    private readonly declaredAt: Path = path,
    frame?: Frame,
  ) {
    const reference = (args: readonly Value[], at: number): Value => this.reference(args, at);
    this.scope = new ArmScope(template, source, given, declaredAt, reference, frame);
  }

  /** @throws WorkflowError for an expression that cannot be resolved */
  workflows(): TemplateWorkflow[] {
    const listed = this.template.resources ?? null;
    return this.resources(listed, [...this.path, "resources"]).flatMap((found) =>
      this.scope
        .copies(found.resource.copy, [...found.path, "copy"])
        .flatMap((frame) =>
          this.scope.within(frame, () => (isType(found, deploymentType) ? this.nested(found) : this.workflow(found))),
        ),
    );
  }

  private workflow({ resource, path }: Resource): TemplateWorkflow[] {
    const { properties } = resource;
    if (!isType({ resource }, "microsoft.logic/workflows") || !isObject(properties) || !isObject(properties.definition))
      return [];
    const at = [...path, "properties", "definition"];
    const parameters = this.scope.resolve(properties.parameters ?? null, [...path, "properties", "parameters"]);
    return [
      {
        name: String(this.scope.resolve(resource.name ?? "workflow", [...path, "name"])),
        definition: this.scope.resolve(properties.definition, at),
        path: at,
        parameterValues: parameterValuesOf(parameters),
      },
    ];
  }

  private nested(found: Resource): TemplateWorkflow[] {
    const inner = this.innerOf(found);
    if (inner) return inner.workflows();
    const { properties } = found.resource;
    if (!isObject(properties) || !isObject(properties.templateLink)) return [];
    throw this.scope.error(
      [...found.path, "properties", "templateLink"],
      0,
      "a nested deployment links to a template that is not in this file",
      "put the template itself under properties.template, or check that file on its own",
    );
  }

  /**
   * The template of a nested deployment. Unless its expressions are evaluated in its own scope, they are evaluated with
   * this template's parameters and variables.
   */
  private innerOf({ resource, path }: Resource): ArmTemplate | undefined {
    const { properties } = resource;
    if (!isObject(properties) || !isObject(properties.template)) return undefined;
    const at = [...path, "properties", "template"];
    const options = properties.expressionEvaluationOptions;
    const scope = isObject(options) ? String(options.scope).toLowerCase() : "";
    if (scope !== "inner") {
      const { parameters = {}, variables = {} } = this.template;
      const outer = { ...properties.template, parameters, variables, functions: this.template.functions ?? [] };
      return new ArmTemplate(outer, this.source, at, this.given, this.declaredAt, this.scope.frame);
    }
    const values = this.scope.resolve(properties.parameters ?? null, [...path, "properties", "parameters"]);
    return new ArmTemplate(properties.template, this.source, at, parameterValuesOf(values));
  }

  /** The resources of a list, or of an object by symbolic names, with those within them. */
  private resources(list: Value, path: Path): Resource[] {
    const entries: (readonly [string | number, Value])[] = isArray(list)
      ? list.map((resource, i) => [i, resource] as const)
      : isObject(list)
        ? Object.entries(list)
        : [];
    return entries.flatMap(([key, resource]) => {
      if (!isObject(resource)) return [];
      const at = [...path, key];
      return [{ resource, path: at }, ...this.resources(resource.resources ?? null, [...at, "resources"])];
    });
  }

  /**
   * What `reference()` gives: the outputs of a deployment nested in this template, or the properties that this template
   * writes. What only Azure knows gets a stand-in.
   */
  private reference([id, , full]: readonly Value[], at: number): Value {
    const wanted = lastPart(toText(id ?? ""));
    const found = this.resources(this.template.resources ?? null, [...this.path, "resources"]).find(
      ({ resource, path }) =>
        lastPart(String(path.at(-1))) === wanted ||
        lastPart(toText(this.scope.resolve(resource.name ?? "", [...path, "name"]))) === wanted,
    );
    if (!found) return {};
    const { resource, path } = found;
    const properties = this.scope.once(`reference() to "${wanted}"`, at, () =>
      isType(found, deploymentType)
        ? { outputs: this.innerOf(found)?.outputs() ?? {} }
        : this.scope.resolve(resource.properties ?? {}, [...path, "properties"]),
    );
    return full === undefined ? properties : { properties };
  }

  private outputs(): Value {
    return this.scope.resolve(this.template.outputs ?? {}, [...this.path, "outputs"]);
  }
}

const deploymentType = "microsoft.resources/deployments";

const isType = ({ resource }: Pick<Resource, "resource">, type: string): boolean =>
  String(resource.type).toLowerCase() === type;

const lastPart = (id: string): string => id.split("/").at(-1)!.toLowerCase();
