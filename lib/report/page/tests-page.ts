import { count } from "../../wording";
import { type Html, html } from "./html";
import { page } from "./page";
import { table } from "./table";

/** What became of one test of one query. */
interface TestedQuery {
  readonly query: string;
  readonly test: string;
  /** `file:line:column` */
  readonly place: string;
  /** what differs from what is expected; empty when it passed */
  readonly failures: readonly string[];
}

/** Tests of rules and hunting queries as a page: those that failed first, with what differs and where. */
export function testsPage(results: readonly TestedQuery[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0);
  const queries = [...new Set(results.map(({ query }) => query))];
  const title =
    failed.length > 0
      ? `${count(failed.length)} of ${count(results.length)} tests fail`
      : `All ${count(results.length)} tests pass`;
  return page({
    title,
    body: html`<p class="kicker"><span class="tag ${failed.length > 0 ? "bad" : "good"}">${failed.length > 0 ? "failed" : "passed"}</span>${count(queries.length)} rules and hunting queries</p><h1>${title}</h1>
${failed.length > 0 && html`<section class="part"><h2>What fails</h2>${failed.map(failure)}</section>`}
<section class="part"><h2>Every query</h2>${table(
      "Tests by query",
      ["query", { head: "tests", number: true }, "", "what they show"],
      queries.map((name) =>
        row(
          name,
          results.filter(({ query }) => query === name),
        ),
      ),
    )}</section>`,
  });
}

const failure = ({ query, test, place, failures }: TestedQuery): Html =>
  html`<h3>${query}: ${test}</h3><p class="note"><code>${place}</code></p><pre>${failures.join("\n")}</pre>`;

function row(name: string, own: readonly TestedQuery[]): (Html | string | number)[] {
  const bad = own.filter(({ failures }) => failures.length > 0).length;
  const state = bad > 0 ? html`<span class="tag bad">${bad} fail</span>` : html`<span class="tag good">pass</span>`;
  return [
    name,
    own.length,
    state,
    html`<details><summary>${own[0]!.test}${own.length > 1 && `, and ${own.length - 1} more`}</summary><ul>${own.map(({ test }) => html`<li>${test}</li>`)}</ul></details>`,
  ];
}
