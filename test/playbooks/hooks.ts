/** Stands in for the test runner where scenarios run in a process of their own: what is to be done after each, and at the end. */
const each: (() => unknown)[] = [];
const all: (() => unknown)[] = [];
Object.assign(globalThis, {
  afterEach: (work: () => unknown) => each.push(work),
  afterAll: (work: () => unknown) => all.push(work),
});

export async function afterOne(): Promise<void> {
  for (const work of each) await work();
}
export async function atTheEnd(): Promise<void> {
  for (const work of all) await work();
}
