/** A resource as a document writes it; references that nothing resolves stay `${…}`, and what is known after apply only is left out. */
export interface PolicyResource {
  /** as Terraform addresses it, such as `azurerm_key_vault.main` or `module.soc.azurerm_key_vault.main[0]` */
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** addresses that it refers to or waits for, those whose values are known too */
  readonly references: readonly string[];
}

/** What checks look at: one configuration (`cdk.tf.json`), or one plan (`terraform show -json`). */
export interface PolicyDocument {
  /** path of the file */
  readonly file: string;
  /** the stack: the name of its folder, or the file's */
  readonly stack: string;
  /** A plan has no lifecycle, no backend and no providers' versions beyond what its configuration says. */
  readonly kind: "configuration" | "plan";
  readonly resources: readonly PolicyResource[];
  /** what is read and not made */
  readonly dataSources: readonly PolicyResource[];
  /** the `terraform` block; empty in a plan */
  readonly terraform: Readonly<Record<string, unknown>>;
  readonly providers: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Nested blocks, written as one object or as a list. */
export function blocksOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return [value].flat().filter((one) => typeof one === "object" && one !== null) as Record<string, unknown>[];
}

/** Every text in a value, with the path to it. */
export function textsIn(value: unknown, path: readonly string[] = []): [readonly string[], string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "//" ? [] : textsIn(item, [...path, key])));
}

/** The addresses that a value refers to, such as `azurerm_key_vault.main` of `${azurerm_key_vault.main.id}`. */
export function referencesIn(value: unknown): string[] {
  const found = new Set<string>();
  const visit = (text: string): void => {
    for (const [address] of text.matchAll(
      /\b(?:data\.)?(?:azurerm|azapi|azuread|msgraph|time|random|terraform)_\w+\.[\w-]+/g,
    ))
      found.add(address);
  };
  for (const [, text] of textsIn(value)) if (text.includes("${")) visit(text);
  return [...found];
}

/** Whether a value is known: a setting that is computed elsewhere is not judged. */
export const isKnown = (value: unknown): boolean =>
  value !== undefined && value !== null && !(typeof value === "string" && value.includes("${"));

/** Truth as Terraform takes it; undefined for what is not known. */
export function truth(value: unknown): boolean | undefined {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}
