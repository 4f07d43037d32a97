import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { listPage, type Preview, workbookPage } from "./workbook-page";

/** A preview that is served on this machine alone. */
export class PreviewServer {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param port 0 for any that is free */
  static async start(preview: Preview, port: number): Promise<PreviewServer> {
    // One after the other: the emulator's tables are created as queries name them.
    let turn: Promise<unknown> = Promise.resolve();
    const server = createServer((request, response) => {
      turn = turn.then(() => answer(preview, request, response));
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
    return new PreviewServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function answer(preview: Preview, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const end = (status: number, text: string, type = "text/html"): void => {
    response.writeHead(status, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" });
    response.end(text);
  };
  try {
    // A page of another site that knows the port gets no answer under its own name.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ""))
      return end(403, "unknown host", "text/plain");
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (url.pathname === "/") return end(200, listPage(preview));
    const name = decodeURIComponent(url.pathname.slice(1));
    const workbook = preview.workbooks.find((one) => one.name === name);
    if (!workbook) return end(404, `there is no workbook "${name}"`, "text/plain");
    return end(200, await workbookPage(preview, workbook, url.searchParams));
  } catch (error) {
    end(500, (error as Error).message, "text/plain");
  }
}
