import { EmulatorError } from "../errors";
import { type Attributes, computedAttribute } from "./arm-ids";
import type { Resource, Stack } from "./stack";
import { parseTemplate } from "./template";

/** Terraform functions the emulator evaluates. */
const functions: Readonly<Record<string, (argument: string) => string>> = {
  lower: (argument) => argument.toLowerCase(),
  upper: (argument) => argument.toUpperCase(),
};

/** Replaces references by the values a deployment would give them. */
export class Resolver {
  private readonly resolved = new Map<Resource, Attributes>();
  private readonly inProgress: Resource[] = [];

  constructor(
    private readonly stack: Stack,
    private readonly subscriptionId: string,
  ) {}

  /**
   * A resource's attributes with every reference resolved.
   * @throws EmulatorError for a reference it cannot resolve, naming resource and expression
   */
  attributes(resource: Resource): Attributes {
    const known = this.resolved.get(resource);
    if (known) return known;
    if (this.inProgress.includes(resource)) {
      throw new EmulatorError(
        this.where(resource),
        `refers to itself: ${[...this.inProgress, resource].map((r) => r.address).join(" -> ")}`,
      );
    }
    this.inProgress.push(resource);
    try {
      const { "//": _metadata, depends_on: _order, lifecycle: _lifecycle, ...own } = resource.attributes;
      const attributes = this.resolve(own, resource) as Attributes;
      this.resolved.set(resource, attributes);
      return attributes;
    } finally {
      this.inProgress.pop();
    }
  }

  /** The resource's ARM id. */
  id(resource: Resource): string {
    return this.attribute(resource, "id");
  }

  /**
   * An attribute of a resource, as written or as Azure would compute it.
   * @param owner the resource that refers to it, for errors
   */
  attribute(target: Resource, attribute: string, owner = target): string {
    const attributes = this.attributes(target);
    const value = attributes[attribute] ?? computedAttribute(target, attribute, attributes, this.subscriptionId);
    if (typeof value === "string") return value;
    throw new EmulatorError(
      this.where(owner),
      `refers to ${target.address}.${attribute}, which the emulator does not know`,
    );
  }

  private resolve(value: unknown, owner: Resource): unknown {
    if (typeof value === "string") return this.resolveString(value, owner);
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, owner));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          this.resolveString(key, owner) as string,
          this.resolve(item, owner),
        ]),
      );
    }
    return value;
  }

  private resolveString(value: string, owner: Resource): string {
    return parseTemplate(value)
      .map((part) => ("text" in part ? part.text : this.evaluate(part.expression, owner)))
      .join("");
  }

  private evaluate(expression: string, owner: Resource): string {
    const literal = /^"((?:[^"\\]|\\.)*)"$/.exec(expression);
    if (literal) return JSON.parse(expression) as string;
    const choice = /^([^"?=]+) == ("[^"]*") \? ("[^"]*") : ("[^"]*")$/.exec(expression);
    if (choice) {
      const [left, right] = [choice[1]!, choice[2]!].map((side) => this.evaluate(side, owner));
      return this.evaluate(left === right ? choice[3]! : choice[4]!, owner);
    }
    const call = /^(\w+)\((.*)\)$/s.exec(expression);
    const apply = call && functions[call[1]!];
    if (apply) return apply(this.evaluate(call[2]!.trim(), owner));
    const reference = /^((?:data\.)?\w+\.[\w-]+)\.(\w+)$/.exec(expression);
    const target = reference && this.stack.find(reference[1]!);
    if (target) return this.attribute(target, reference[2]!, owner);
    throw new EmulatorError(
      this.where(owner),
      `uses \${${expression}}, which cannot be resolved without Azure`,
      reference
        ? `no resource ${reference[1]} is in ${this.stack.file}`
        : "only references to resources of the stack, lower()/upper() and a choice by one value can be resolved",
    );
  }

  private where(resource: Resource): string {
    return `${this.stack.file} ${resource.address}`;
  }
}
