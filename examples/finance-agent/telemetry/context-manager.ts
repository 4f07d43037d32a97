import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, type ContextManager, context, ROOT_CONTEXT } from "@opentelemetry/api";

/** Carries the active span along asynchronous calls, on Node's AsyncLocalStorage. */
class AsyncContextManager implements ContextManager {
  private readonly storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.storage.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    active: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.storage.run(active, () => fn.call(thisArg as ThisParameterType<F>, ...args));
  }

  bind<T>(active: Context, target: T): T {
    if (typeof target !== "function") return target;
    return ((...args: unknown[]) => this.storage.run(active, () => target(...args))) as T;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.storage.disable();
    return this;
  }
}

/** Makes `context.with` work in this process. Calling it again changes nothing. */
export function enableContext(): void {
  const probe = ROOT_CONTEXT.setValue(Symbol("probe"), true);
  if (context.with(probe, () => context.active()) !== probe) context.setGlobalContextManager(new AsyncContextManager());
}
