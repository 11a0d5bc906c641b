import { browser } from "wxt/browser";
import { type Failure, toFailure } from "../failure/failure";
import type { Command, Message, Payload, Reply } from "./messages";

/** How often a command is sent while one worker after the other dies before it answers. */
const maxSends = 5;

/**
 * Sends a command to the background; gives the failure when it was refused or never arrived. When the worker
 * dies before it answers, the command is sent again, to the next worker, which carries out no press twice.
 */
export async function sendCommand<C extends Command>(
  command: C,
  payload: Payload<C>,
): Promise<Failure | undefined> {
  for (let sent = 1; ; sent++) {
    try {
      return (await send({ type: command, data: payload })).failure;
    } catch (error) {
      if (sent === maxSends) return toFailure(error);
    }
  }
}

async function send<C extends Command>(message: Message<C>) {
  const reply = await browser.runtime.sendMessage<Message<C>, Reply | undefined>(message);
  if (!reply) throw new Error("No answer");
  return reply.res;
}
