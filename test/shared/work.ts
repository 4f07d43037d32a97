/** What is known of the content's files and queries, whoever asked; copies of the content leave most of them as they are. */
export { ofThisProcess as work } from "../../lib/cache";
