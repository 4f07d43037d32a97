/** An item of a workbook, as its JSON has it. */
export interface Item {
  /** 1 text, 3 query, 9 parameters, 11 links, 12 group; anything else is named where it stands */
  readonly type: number;
  readonly name: string;
  readonly customWidth?: string;
  readonly conditionalVisibility?: Condition;
  readonly conditionalVisibilities?: readonly Condition[];
  readonly content: Readonly<Record<string, unknown>>;
}

export interface Condition {
  readonly parameterName: string;
  readonly comparison: string;
  readonly value?: string;
}

/** A parameter that somebody chooses. */
export interface Parameter {
  readonly name: string;
  readonly label?: string;
  /** 1 text, 2 list, 4 time, 5 resources, 10 options; anything else is named where it stands */
  readonly type: number;
  readonly value?: unknown;
  readonly query?: string;
  readonly queryType?: number;
  readonly jsonData?: string;
  readonly multiSelect?: boolean;
  readonly quote?: string;
  readonly delimiter?: string;
  readonly isHiddenWhenLocked?: boolean;
  readonly description?: string;
  readonly typeSettings?: {
    readonly selectableValues?: readonly { readonly durationMs: number }[];
    readonly additionalResourceOptions?: readonly string[];
  };
}

/** A workbook that can be looked at. */
export interface Workbook {
  readonly name: string;
  readonly title: string;
  readonly items: readonly Item[];
}

export const parametersIn = (items: readonly Item[]): Parameter[] =>
  items.flatMap(({ content }) => [
    ...((content.parameters as readonly Parameter[] | undefined) ?? []),
    ...parametersIn((content.items as readonly Item[] | undefined) ?? []),
  ]);
