import { type Failure, failureOf } from "../lib/errors";
import { type Command, type Payload, sendMessage } from "../lib/messages";

/** Sends a command to the background; gives the failure when it was refused or never arrived. */
export async function sendCommand<C extends Command>(
  command: C,
  payload: Payload<C>,
): Promise<Failure | undefined> {
  try {
    // The library's types cannot follow a generic command to its own payload.
    const answer = await sendMessage(command, payload as never);
    return answer?.failure;
  } catch (error) {
    return failureOf(error);
  }
}
