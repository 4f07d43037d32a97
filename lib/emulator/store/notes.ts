import { type CompiledQuery, compile, KqlAnalyzer, type KqlDatabase } from "@sentinel-agent-identities/kql";

const table = {
  name: "$notes",
  columns: [
    { name: "Key", type: "string" },
    { name: "Text", type: "string" },
  ],
} as const;

/** Characters of a note that is held in memory. */
const longest = 10_000;

/**
 * What a workspace remembers beside its rows, by key: how far it has come. A note that is written in a transaction is
 * there when the rows are that were written with it.
 */
export class Notes {
  private readonly analyzer = new KqlAnalyzer({ tables: [table] });

  /** The last text of every key; of long ones only that there is one. */
  private readonly texts = new Map<string, string>();

  private constructor(private readonly database: KqlDatabase) {}

  static async open(database: KqlDatabase): Promise<Notes> {
    await database.keepTable(table);
    const notes = new Notes(database);
    const rows = await notes.ask(`project Key, Text = iff(strlen(Text) <= ${longest}, Text, "")`);
    for (const [key, text] of rows) notes.texts.set(String(key), String(text));
    return notes;
  }

  /** What was put last. */
  async get<T>(key: string): Promise<T | undefined> {
    const known = this.texts.get(key);
    if (known === undefined) return undefined;
    if (known !== "") return JSON.parse(known) as T;
    const found = await this.ask(`where Key == ${JSON.stringify(key)} | project Text`);
    return JSON.parse(String(found.at(-1)![0])) as T;
  }

  async put(key: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    await this.database.insert(table.name, [{ Key: key, Text: text }]);
    this.texts.set(key, text.length <= longest ? text : "");
  }

  /**
   * Does some work whose rows are kept, unless an earlier try has done it. Either all of it is kept, or nothing.
   * @returns what the work gave, then or now
   */
  async once<T>(key: string, work: () => Promise<T>): Promise<T> {
    const known = await this.get<T>(key);
    if (known !== undefined) return known;
    return this.database.transaction(async () => {
      const result = await work();
      await this.put(key, result);
      return result;
    });
  }

  private async ask(operators: string): Promise<readonly (readonly unknown[])[]> {
    return (await this.database.query(this.compiled(operators), { now: new Date(0) })).rows;
  }

  private compiled(operators: string): CompiledQuery {
    return compile(this.analyzer.analyze(`['${table.name}'] | ${operators}`));
  }
}
