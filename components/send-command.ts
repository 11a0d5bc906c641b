import { type Failure, failureOf } from "../lib/errors";
import { type Answer, type Command, type Payload, sendMessage } from "../lib/messages";

/**
 * Sends a command to the background; gives the failure when it was refused or never arrived. When the worker
 * dies before it answers, the command is sent once more, to the next worker. Not so `retry`: it may have been
 * carried out and have failed again, and each Retry that pays must be the user's own.
 */
export async function sendCommand<C extends Command>(
  command: C,
  payload: Payload<C>,
): Promise<Failure | undefined> {
  // The library's types cannot follow a generic command to its own payload.
  const send = async (): Promise<Answer | undefined> => sendMessage(command, payload as never);
  try {
    const answer = await (command === "retry" ? send() : send().catch(send));
    return answer?.failure;
  } catch (error) {
    return failureOf(error);
  }
}
