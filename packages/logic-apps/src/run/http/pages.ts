import { shown } from "../../values/text";
import { isArray, isInteger, isObject, type Value, type ValueObject } from "../../values/value";
import { TemplateFailure } from "../resolve";
import type { Step } from "../step";
import type { HttpRequest, HttpResponse } from "../transport";

/** Follows `nextLink` until there are as many items as the action's pagination policy asks for. */
export async function followPages(
  step: Step,
  request: HttpRequest,
  first: HttpResponse,
  sendNext: (next: HttpRequest) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const policy = step.action.runtimeConfiguration?.paginationPolicy;
  const wanted = isObject(policy) ? policy.minimumItemCount : undefined;
  if (wanted === undefined) return first;
  if (!isInteger(wanted))
    throw new TemplateFailure(
      `"${step.name}": paginationPolicy.minimumItemCount takes an integer, received ${shown(wanted)}`,
    );
  let page = pageOf(first);
  if (!page) return first;
  const items = [...page.items];
  while (page.next !== undefined && items.length < wanted) {
    const answer: HttpResponse = await sendNext({ ...request, url: page.next });
    if (answer.status >= 400) return answer;
    page = pageOf(answer);
    if (!page) break;
    items.push(...page.items);
  }
  return { ...first, body: { value: items } };
}

function pageOf({ body }: HttpResponse): { items: readonly Value[]; next?: string } | undefined {
  if (!isObject(body) || !isArray(body.value)) return undefined;
  const next = (body as ValueObject)["@odata.nextLink"] ?? body.nextLink;
  return { items: body.value, ...(typeof next === "string" && next ? { next } : {}) };
}
