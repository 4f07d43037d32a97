import type { Column, KqlDatabase, TableSchema } from "@sentinel-agent-identities/kql";

/** The tables of a workspace in a database. They come into being when they are first used: a workspace knows hundreds. */
export class LazyTables {
  private readonly created = new Set<string>();

  constructor(
    private readonly database: KqlDatabase,
    private readonly schemas: ReadonlyMap<string, TableSchema>,
  ) {}

  /** Columns of a table; undefined when the workspace has no such table. */
  columnsOf(name: string): readonly Column[] | undefined {
    return this.schemas.get(name)?.columns;
  }

  /** The schemas of the tables that a text may name. */
  mentionedIn(text: string): TableSchema[] {
    const words = new Set(text.match(/\w+/g));
    return [...this.schemas.values()].filter(({ name }) => words.has(name));
  }

  /** Makes sure that tables exist; names of other things are passed over. */
  async create(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const schema = this.schemas.get(name);
      if (schema && !this.created.has(name)) {
        this.created.add(name);
        await this.database.keepTable(schema);
      }
    }
  }
}
