type Data = Record<string, unknown>;

/** A node of the tree of constructs. */
interface IConstruct {
  readonly node: { readonly id: string; readonly path: string; readonly children: IConstruct[] };
}

/** What of an element becomes Terraform. */
export interface RenderedElement extends IConstruct {
  readonly friendlyUniqueId: string;
  toTerraform(): unknown;
  toMetadata(): unknown;
}

/** What is read of a stack, some of it not public. */
export interface RenderedStack extends IConstruct {
  readonly cdktfVersion: string;
  readonly dependencies: readonly unknown[];
  readonly rawOverrides: Data;
}

/** How the framework does what is done here. */
export interface Framework {
  readonly isElement: (construct: IConstruct) => construct is RenderedElement;
  readonly isOutput: (element: RenderedElement) => boolean;
  readonly isStack: (construct: IConstruct) => boolean;
  /** where the last argument is true, elements are added for what another stack holds */
  readonly resolve: (scope: unknown, value: unknown, preparing?: boolean) => unknown;
  readonly deepMerge: (target: Data, source: unknown) => void;
}

/**
 * A stack as the framework hands it to Terraform. The framework resolves every element three times and copies the whole of it twice; what
 * comes out is the same when each is resolved once.
 * @throws Error for a reference to another stack, which the framework resolves at its second time
 */
export function renderStack(stack: RenderedStack, framework: Framework): Data {
  const { resolve, deepMerge } = framework;
  const elements = elementsOf(stack, framework);
  const overrides = Object.keys(stack.rawOverrides);
  const metadata: Data = {
    version: stack.cdktfVersion,
    stackName: stack.node.id,
    backend: "local",
    ...(overrides.length > 0 ? { overrides: { stack: overrides } } : {}),
  };
  const outputs: Data = {};
  const tf: Data = { "//": { metadata, outputs } };
  for (const element of elements) {
    deepMerge(metadata, resolve(stack, element.toMetadata()));
    if (framework.isOutput(element)) deepMerge(outputs, nested(element.node.path.split("/"), element.friendlyUniqueId));
    const fragment = resolve(stack, element.toTerraform(), true) as Data;
    for (const [kind, block] of Object.entries(fragment)) addBlock(tf, kind, block, deepMerge);
  }
  if (stack.dependencies.length > 0)
    throw new Error(
      `stack "${stack.node.id}" refers to another stack: give it the value itself, such as a resource's id`,
    );
  deepMerge(tf, resolve(stack, stack.rawOverrides));
  return tf;
}

/** Of the stack, and not of stacks within it. */
function elementsOf(construct: IConstruct, framework: Framework, into: RenderedElement[] = []): RenderedElement[] {
  if (framework.isElement(construct)) into.push(construct);
  for (const child of construct.node.children) if (!framework.isStack(child)) elementsOf(child, framework, into);
  return into;
}

/** A resource is put where it belongs as it is, since nothing else has its type and name. */
function addBlock(tf: Data, kind: string, block: unknown, deepMerge: Framework["deepMerge"]): void {
  if (kind !== "resource") {
    deepMerge(tf, { [kind]: block });
    return;
  }
  const types = within(tf, kind);
  for (const [type, byName] of Object.entries(block as Record<string, Data>))
    Object.assign(within(types, type), byName);
}

function within(data: Data, key: string): Data {
  data[key] ??= {};
  return data[key] as Data;
}

function nested(path: readonly string[], value: string): Data {
  return path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as Data;
}
