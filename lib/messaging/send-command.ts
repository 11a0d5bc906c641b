import { type Failure, toFailure } from "../failure/failure";
import { type Answer, type Command, type Payload, sendMessage } from "./messages";

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
      // The library's types cannot follow a generic command to its own payload.
      const answer: Answer | undefined = await sendMessage(command, payload as never);
      return answer?.failure;
    } catch (error) {
      if (sent === maxSends) return toFailure(error);
    }
  }
}
