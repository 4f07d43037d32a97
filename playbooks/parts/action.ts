/** One action of a workflow, as the definition language writes it. */
export type Action = Readonly<Record<string, unknown>>;
/** Actions by name. */
export type Actions = Readonly<Record<string, Action>>;

/** What an action may run after: the statuses, by name of the other. */
export type RunAfter = Readonly<Record<string, readonly string[]>>;

/** Whatever became of the action. */
export const ended = ["Succeeded", "Failed", "TimedOut", "Skipped"] as const;
export const failed = ["Failed", "TimedOut"] as const;

/** Actions one after the other; one that has a `runAfter` of its own keeps it. */
export function inOrder(actions: Actions): Actions {
  const names = Object.keys(actions);
  return Object.fromEntries(
    Object.entries(actions).map(([name, action], i) => {
      const previous: RunAfter = i === 0 ? {} : { [names[i - 1]!]: ["Succeeded"] };
      return [name, { ...action, runAfter: action.runAfter ?? previous }];
    }),
  );
}

/** The action once others have ended as given. */
export const after = (runAfter: RunAfter, action: Action): Action => ({ ...action, runAfter });

/** The action whatever became of another. */
export const whatever = (other: string, action: Action): Action => after({ [other]: ended }, action);

export const compose = (inputs: unknown): Action => ({ type: "Compose", inputs });

export const scope = (actions: Actions): Action => ({ type: "Scope", actions: inOrder(actions) });

/** @param condition an expression, without @ */
export function when(condition: string, actions: Actions, otherwise: Actions = {}): Action {
  return {
    type: "If",
    expression: { and: [{ equals: [`@${condition}`, true] }] },
    actions: inOrder(actions),
    else: { actions: inOrder(otherwise) },
  };
}

/** @param value an expression, without @ */
export function switchOn(value: string, cases: Readonly<Record<string, Actions>>, otherwise: Actions = {}): Action {
  return {
    type: "Switch",
    expression: `@${value}`,
    cases: Object.fromEntries(
      Object.entries(cases).map(([name, actions]) => [
        name.replace(/\W+/g, "_"),
        { case: name, actions: inOrder(actions) },
      ]),
    ),
    default: { actions: inOrder(otherwise) },
  };
}

/** One turn at a time, since turns share the run's variables and the services' patience. */
export const forEach = (items: string, actions: Actions): Action => ({
  type: "Foreach",
  foreach: `@${items}`,
  runtimeConfiguration: { concurrency: { repetitions: 1 } },
  actions: inOrder(actions),
});

export const initialize = (
  name: string,
  type: "array" | "string" | "integer" | "boolean" | "object",
  value: unknown,
): Action => ({
  type: "InitializeVariable",
  inputs: { variables: [{ name, type, value }] },
});
export const set = (name: string, value: unknown): Action => ({ type: "SetVariable", inputs: { name, value } });
export const increment = (name: string): Action => ({ type: "IncrementVariable", inputs: { name, value: 1 } });
export const append = (name: string, value: unknown): Action => ({
  type: "AppendToArrayVariable",
  inputs: { name, value },
});

/** @param condition about `item()`, without @ */
export const filter = (from: string, condition: string): Action => ({
  type: "Query",
  inputs: { from: `@${from}`, where: `@${condition}` },
});
export const select = (from: string, item: unknown): Action => ({
  type: "Select",
  inputs: { from: `@${from}`, select: item },
});

export const wait = (count: number, unit: "Second" | "Minute"): Action => ({
  type: "Wait",
  inputs: { interval: { count, unit } },
});

/** Ends the run Failed. */
export const terminate = (code: string, message: string): Action => ({
  type: "Terminate",
  inputs: { runStatus: "Failed", runError: { code, message } },
});
