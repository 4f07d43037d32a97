import type { Definition, Workflow } from "../definition/model";
import { type TemplateSite, templateSites } from "../definition/templates";
import { type ActionSite, actionSites } from "../definition/walk";
import type { Call } from "../expression/syntax";
import { callsOf } from "../expression/walk";
import type { Place } from "../source";

/** A call in an expression of the definition. */
export interface CallSite {
  readonly template: TemplateSite;
  readonly call: Call;
  readonly place: () => Place;
}

/** A workflow taken apart for the rules. */
export class LintModel {
  readonly definition: Definition;
  readonly actions: readonly ActionSite[];
  readonly templates: readonly TemplateSite[];
  readonly calls: readonly CallSite[];
  private readonly byName: ReadonlyMap<string, ActionSite>;

  constructor(readonly workflow: Workflow) {
    this.definition = workflow.definition;
    this.actions = actionSites(workflow.definition);
    this.templates = templateSites(workflow.definition);
    this.calls = this.templates.flatMap((template) =>
      template.expressions.flatMap((expression) =>
        [...callsOf(expression)].map((call) => ({ template, call, place: () => this.placeIn(template, call.at) })),
      ),
    );
    this.byName = new Map(this.actions.map((site) => [site.name.toLowerCase(), site]));
  }

  /** The action of that name, in any case. */
  action(name: string): ActionSite | undefined {
    return this.byName.get(name.toLowerCase());
  }

  /** Calls of any of the functions. */
  callsTo(...names: readonly string[]): CallSite[] {
    const wanted = new Set(names.map((name) => name.toLowerCase()));
    return this.calls.filter(({ call }) => wanted.has(call.name.toLowerCase()));
  }

  /** Where an offset of a template is written. */
  placeIn({ path, isKey }: TemplateSite, offset: number): Place {
    return isKey ? this.workflow.keyPlace(path) : this.workflow.placeInString(path, offset);
  }

  /** Where the name of an action is written. */
  placeOf(site: ActionSite): Place {
    return this.workflow.keyPlace(site.path);
  }
}

/** Whether the action is of one of the types, in any case. */
export const isType = ({ action }: ActionSite, ...types: readonly string[]): boolean =>
  types.some((type) => type.toLowerCase() === action.type.toLowerCase());
