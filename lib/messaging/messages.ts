import { defineExtensionMessaging } from "@webext-core/messaging";
import type { Failure } from "../failure/failure";
import type { z } from "../zod";
import type { commandSchemas } from "./command-schemas";

/** Commands travel as messages; state is read from the database. */
export type Command = keyof typeof commandSchemas;
export type Payload<C extends Command> = z.infer<(typeof commandSchemas)[C]>;

/** Errors cross as codes: `failure` is set when the command was refused. */
export interface Answer {
  failure?: Failure;
}

type Protocol = { [C in Command]: (payload: Payload<C>) => Answer };

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
