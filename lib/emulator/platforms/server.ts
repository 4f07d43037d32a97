import type { Faults } from "../faults";
import { replyJson } from "../server/json";
import { LocalServer } from "../server/local-server";
import { LocalService } from "../server/local-service";
import type { FakePlatforms } from "./platforms";

/** Platforms of agents outside Entra over HTTPS, for the hosts of the endpoints that a stack names. */
export class PlatformServer extends LocalService {
  static async start(platforms: FakePlatforms, { faults }: { faults: Faults }): Promise<PlatformServer> {
    const answer = faults.on(async (request, response) => {
      let body = "";
      request.setEncoding("utf8");
      for await (const chunk of request as AsyncIterable<string>) body += chunk;
      replyJson(response, platforms.answer(request.method!, `https://${request.headers.host}${request.url}`, body));
    });
    return new PlatformServer(await LocalServer.start(answer));
  }
}
