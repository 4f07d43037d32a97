import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { EmulatorError } from "../errors";
import type { Answerer } from "./answerer";
import { type LocalCertificate, makeLocalCertificate } from "./certificate";
import { serveTunnel, type Tunnel } from "./tunnel";

const host = "127.0.0.1";

/** An HTTPS server on this machine only, with a certificate of its own. */
export class LocalServer {
  private constructor(
    private readonly server: Server,
    private readonly certificate: LocalCertificate,
    private readonly closeTunnel: () => void,
  ) {}

  /**
   * @param port default: any that is free
   * @param caFile where the authority's certificate stays; default: it goes with the server
   * @param tunnel hosts that clients reach by taking the server as their proxy; default: none
   * @throws EmulatorError when the port is taken
   */
  static async start(answer: Answerer, port = 0, caFile?: string, tunnel?: Tunnel): Promise<LocalServer> {
    const certificate = await makeLocalCertificate(caFile, tunnel?.names);
    const { key, cert } = certificate;
    const server = createServer({ key, cert, minVersion: "TLSv1.2" }, (request, response) => {
      // Services go by the emulator's clock, and so does what is kept of their answers: none holds this machine's time.
      response.sendDate = false;
      return answer(request, response);
    });
    // A client that sends while its idle connection is being closed loses the request, and only some may send it again.
    server.keepAliveTimeout = 0;
    const closeTunnel = tunnel ? serveTunnel(server, tunnel, certificate) : () => undefined;
    try {
      await listen(server, port);
    } catch (error) {
      certificate.discard();
      throw error;
    }
    return new LocalServer(server, certificate, closeTunnel);
  }

  /** Where clients send to: `https://127.0.0.1:port`. */
  get endpoint(): string {
    return `https://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  /** PEM file of the authority that clients must trust, for NODE_EXTRA_CA_CERTS. */
  get caFile(): string {
    return this.certificate.caFile;
  }

  /** Stops serving, when the requests under way are answered. */
  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeIdleConnections();
      this.closeTunnel();
    });
    this.certificate.discard();
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new EmulatorError(`port ${port}`, "is taken", "pass another --port, or none for any that is free")
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
}
