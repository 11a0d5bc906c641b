// FAL_KEY=… node server.mjs: the proxy on this machine, for a web server with a certificate in front of it.
import { createServer } from "node:http";
import { createTeamProxy } from "./proxy.mjs";

const { FAL_KEY: falKey, TEAM_FILE: teamFile = "team.json", PORT = "8080", HOST = "127.0.0.1" } = process.env;
if (!falKey) throw new Error("FAL_KEY is not set: put the team's fal key there.");

const server = createServer(
  createTeamProxy({
    falKey,
    teamFile,
    // One line a request, to see who spends what. Neither prompts nor pictures, nor the token in the address.
    log: (entry) => console.log(JSON.stringify({ at: new Date().toISOString(), ...entry })),
  }),
);
server.listen(Number(PORT), HOST, () => {
  const address = server.address();
  console.log(`Listening on ${typeof address === "object" ? `${HOST}:${address?.port}` : address}`);
});
