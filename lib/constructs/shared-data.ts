const shared = new WeakSet<object>();

/**
 * Marks data that stacks of many tenants have in common: it is looked through for tokens never, and written out once. It must not change,
 * and hold neither tokens nor what is undefined.
 * @returns a copy without a prototype, which is how the framework knows what it must not take apart
 */
export function shareData<T extends object>(data: T): T {
  const copy: T = Object.assign(Object.create(null), data);
  shared.add(copy);
  return copy;
}

/** Whether it was marked so. */
export const isShared = (data: object): boolean => shared.has(data);
