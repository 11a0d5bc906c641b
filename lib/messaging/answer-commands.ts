import { type Browser, browser } from "wxt/browser";
import { handleCommand } from "./handle-command";
import { type Answer, type Command, onMessage, type Payload } from "./messages";

type Handlers = { [C in Command]: (payload: Payload<C>) => Promise<void> };

/** Answers the commands of our own pages from now on, each by what `handlers` has for it. */
export function answerCommands(handlers: Handlers): void {
  for (const command of Object.keys(handlers) as Command[]) answer(command, handlers);
}

function answer<C extends Command>(command: C, handlers: Handlers): void {
  const own = { id: browser.runtime.id, url: browser.runtime.getURL("/") };
  // Named for all commands at once: the library's types cannot follow a command that is a type parameter.
  const listen = onMessage as (
    command: C,
    listener: (message: { data: unknown; sender: Browser.runtime.MessageSender }) => Promise<Answer>,
  ) => void;
  listen(command, (message) => handleCommand(command, handlers[command], message, own));
}
