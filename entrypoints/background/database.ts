import { Db } from "../../lib/storage/db";

/** The worker's only connection. */
export const db = new Db();
