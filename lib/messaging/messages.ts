import type { Failure } from "../failure/failure";
import type { z } from "../zod";
import type { commandSchemas } from "./command-schemas";

/** Commands travel as messages; state is read from the database. */
export type Command = keyof typeof commandSchemas;
export type Payload<C extends Command> = z.infer<(typeof commandSchemas)[C]>;

/** What a page sends. */
export interface Message<C extends Command> {
  type: C;
  data: Payload<C>;
}

/** Errors cross as codes: `failure` is set when the command was refused. */
interface Answer {
  failure?: Failure;
}

/** What the background sends back. */
export interface Reply {
  res: Answer;
}
